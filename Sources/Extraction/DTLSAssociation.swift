import Streams
import TLSHandshake
import WireFormat

/// One DTLS handshake and what follows it, between two UDP endpoints.
struct DTLSAssociation {
  /// An association that was between the same endpoints before.
  struct Predecessor {
    var clientRandoms: [HandshakeRandom]
    var serverRandom: HandshakeRandom?
    var lastTime: Timestamp?
  }

  var dtls = DTLSConnection()
  var sent = SentMessages()
  /// By the packets that the user's filter lets through.
  var life = StreamLife()
  /// More than one where the client made a new one to answer a cookie.
  private(set) var clientRandoms: [HandshakeRandom] = []
  private(set) var serverRandom: HandshakeRandom?
  /// By all packets.
  private var lastTime: Timestamp?
  private var forward = Sent()
  private var reverse = Sent()
  /// The latest ones, of which datagrams can come late.
  private var predecessors: [Predecessor] = []

  /// What one side has sent.
  private struct Sent {
    var hasAny = false
    /// Something else than a ClientHello.
    var hasOther = false

    mutating func note(_ isOther: Bool) {
      hasAny = true
      hasOther = hasOther || isOther
    }
  }

  init() {}

  /// The one that takes the place of `previous`.
  init(after previous: DTLSAssociation) {
    predecessors = previous.predecessors.suffix(Self.predecessorLimit - 1)
    predecessors.append(
      Predecessor(
        clientRandoms: previous.clientRandoms, serverRandom: previous.serverRandom, lastTime: previous.lastTime))
  }

  /// One more datagram.
  ///
  /// - Parameter opening: nil where it does not begin with a handshake message in the clear.
  mutating func note(_ opening: DTLSOpening?, _ direction: StreamDirection, at time: Timestamp?) {
    if let random = opening?.clientRandom, !clientRandoms.contains(random), clientRandoms.count < Self.randomLimit {
      clientRandoms.append(random)
    }
    serverRandom = serverRandom ?? opening?.serverRandom
    lastTime = time
    let isOther = opening?.holdsClientHello != true
    if direction == .forward { forward.note(isOther) } else { reverse.note(isOther) }
  }

  func hasSent(_ direction: StreamDirection) -> Bool { direction == .forward ? forward.hasAny : reverse.hasAny }

  /// Whether a ClientHello of this side, with a random that was not met before, can be one of this handshake: the first
  /// one, captured late or in fragments, or a later one before the ServerHello.
  func mayHold(_ hello: DTLSOpening, from direction: StreamDirection) -> Bool {
    let sent = direction == .forward ? forward : reverse
    if clientRandoms.isEmpty { return !sent.hasOther }
    return hello.isLaterClientHello && sent.hasAny && serverRandom == nil
  }

  /// Whether a hello is of an association before, sent again.
  func isLate(_ time: Timestamp?, where condition: (Predecessor) -> Bool) -> Bool {
    predecessors.contains { predecessor in
      guard condition(predecessor) else { return false }
      guard let time, let lastTime = predecessor.lastTime else { return true }
      let (age, overflow) = time.secondsSinceEpoch.subtractingReportingOverflow(lastTime.secondsSinceEpoch)
      return !overflow && age <= Self.longestRetransmission
    }
  }

  private static let predecessorLimit = 4
  private static let randomLimit = 4
  /// Seconds: the longest time after which a flight is sent again (RFC 6347, 4.2.4.1). A random that comes later is of
  /// a client without good random numbers.
  private static let longestRetransmission: Int64 = 60
}
