/// What the datagrams of a capture met.
struct DatagramCounts {
  /// Initial packets of QUIC, which encrypts certificates.
  var quicInitials = 0
  /// Associations closed early because too many were followed.
  var evictions = 0
  /// Times that an association's unfinished messages were let go because too much was held.
  var giveUps = 0
  /// Fragments left out: their messages were too long, too many, or in too many pieces.
  var refusedFragments = 0

  /// One for each limit that bit.
  var warnings: [String] {
    [
      ("DTLS connections closed early, because too many were open at once", evictions),
      ("times that unfinished DTLS messages were let go, because too much was waiting", giveUps),
      ("DTLS fragments left out, of messages too long, too many, or in too many pieces", refusedFragments),
    ].filter { $0.1 > 0 }.map { "\($0.0): \($0.1)" }
  }
}
