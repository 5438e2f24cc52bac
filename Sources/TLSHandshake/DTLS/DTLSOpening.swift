import WireFormat

/// What a datagram that begins with a handshake message in the clear tells of its handshake at first sight.
public struct DTLSOpening: Sendable, Equatable {
  /// It holds a ClientHello, or a part of one.
  public private(set) var holdsClientHello = false
  /// It holds what answers a ClientHello, a HelloVerifyRequest or a ServerHello, or a part of one.
  public private(set) var holdsAnswer = false
  /// A ClientHello that answers a cookie repeats its random (RFC 6347, 4.2.1), but not each client does so.
  public private(set) var clientRandom: HandshakeRandom?
  /// The ClientHello is not the first message of its handshake: it answers a HelloVerifyRequest or a HelloRetryRequest.
  public private(set) var isLaterClientHello = false
  /// Of a ServerHello; a HelloRetryRequest has none.
  public private(set) var serverRandom: HandshakeRandom?

  /// Nil for a datagram that is not made of DTLS records, the first of which begins with a fragment of a handshake
  /// message in the clear.
  public init?(_ datagram: Span<UInt8>) {
    guard let first = DTLSRecordHeader(datagram), first.type == .handshake, first.epoch == 0 else { return nil }
    var reader = ByteReader(datagram.extracting(droppingFirst: DTLSRecordHeader.byteCount))
    guard let message = try? DTLSHandshakeHeader(&reader), message.type.isKnown,
      message.fragmentLength + DTLSHandshakeHeader.byteCount <= first.length
    else { return nil }
    var position = 0
    while position < datagram.count {
      // How long a record with a connection ID is, only who knows the ID's length can say (RFC 9146, 4).
      if datagram[position] == Self.recordWithConnectionID { return }
      guard let header = DTLSRecordHeader(datagram, at: position) else { return nil }
      position += DTLSRecordHeader.byteCount
      let end = position + header.length
      if header.type == .handshake, header.epoch == 0 {
        read(datagram.extracting(position..<min(end, datagram.count)))
      }
      position = end
    }
  }

  /// Looks for hellos in a record's content.
  private mutating func read(_ content: Span<UInt8>) {
    var reader = ByteReader(content)
    while !reader.isAtEnd {
      guard let header = try? DTLSHandshakeHeader(&reader),
        let fragment = try? reader.readBytes(min(header.fragmentLength, reader.remainingByteCount), "body")
      else { return }
      let random = header.fragmentOffset == 0 ? HandshakeRandom(ofHello: fragment) : nil
      switch header.type {
      case .clientHello:
        holdsClientHello = true
        isLaterClientHello = header.messageSequence > 0
        clientRandom = clientRandom ?? random
      case .serverHello:
        holdsAnswer = true
        if random?.isRetryRequest != true { serverRandom = serverRandom ?? random }
      case .helloVerifyRequest: holdsAnswer = true
      default: break
      }
    }
  }

  /// tls12_cid (RFC 9146, 3).
  private static let recordWithConnectionID: UInt8 = 25
}
