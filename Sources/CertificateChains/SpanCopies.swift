extension [UInt8] {
  init(copying bytes: Span<UInt8>) {
    self = []
    // The initializer that takes a capacity looks its storage's type up each time.
    append(addingCapacity: bytes.count) { output in
      for index in bytes.indices { output.append(bytes[index]) }
    }
  }
}
