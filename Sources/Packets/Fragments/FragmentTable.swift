import WireFormat

/// The datagrams whose fragments are being collected, oldest given up first.
///
/// A completed datagram stays until it is the oldest, so that its fragments seen a second time (a
/// mirror port shows every packet twice) are known as duplicates and do not start an unfinished
/// datagram that would mix with a later one.
struct FragmentTable {
  struct Datagram {
    let bytes: [UInt8]
    let protocolNumber: IPProtocolNumber
  }

  let limits: FragmentLimits
  private(set) var counts = FragmentCounts()
  /// Datagrams that are not complete.
  private(set) var waitingDatagramCount = 0
  private(set) var byteCount = 0
  private var datagrams: [FragmentKey: PartialDatagram] = [:]
  /// In the order of their first fragments. An entry whose serial is no longer in the table is void.
  private var queue: [(key: FragmentKey, serial: Int)] = []
  private var queueStart = 0
  private var nextSerial = 0
  private var evidence = ChecksumEvidence()

  init(limits: FragmentLimits) {
    self.limits = limits
  }

  var datagramCount: Int { datagrams.count }
  /// Entries of the queue, void ones included: as much as a flood of fragments can make it grow.
  var queueCount: Int { queue.count }

  /// Adds a fragment that ``Fragment/fits(byteCount:)``, and returns the datagram that it completes.
  mutating func add(_ fragment: Fragment, _ payload: Span<UInt8>, packet: Int, time: Timestamp?) -> Datagram? {
    counts.fragmentCount += 1
    giveUpOld(packet: packet, time: time)

    var known = take(fragment.key)
    if let datagram = known, datagram.contradicts(fragment, payload) {
      if !datagram.isComplete { counts.givenUpDatagramCount += 1 }
      known = nil
    }
    var datagram = known ?? begin(fragment.key, packet: packet, time: time)
    let wasComplete = datagram.isComplete
    switch datagram.add(fragment, payload) {
    case .added: break
    case .overlapped: counts.overlappingFragmentCount += 1
    case .duplicate: counts.duplicateFragmentCount += 1
    }
    defer { makeRoom() }
    guard datagram.isComplete, !wasComplete, let number = datagram.protocolNumber else {
      put(datagram, for: fragment.key)
      return nil
    }
    if evidence.refutes(datagram.bytes.span, of: number, fragment.key) {
      counts.mixedDatagramCount += 1
      // The last one to come is of the later datagram, whose others may follow.
      var later = begin(fragment.key, packet: packet, time: time)
      _ = later.add(fragment, payload)
      put(later, for: fragment.key)
      return nil
    }
    put(datagram, for: fragment.key)
    counts.completedDatagramCount += 1
    return Datagram(bytes: datagram.bytes, protocolNumber: number)
  }

  private mutating func begin(_ key: FragmentKey, packet: Int, time: Timestamp?) -> PartialDatagram {
    nextSerial += 1
    queue.append((key, nextSerial))
    compactQueue()
    return PartialDatagram(firstPacket: packet, firstTime: time, serial: nextSerial)
  }

  private mutating func take(_ key: FragmentKey) -> PartialDatagram? {
    guard let datagram = datagrams.removeValue(forKey: key) else { return nil }
    byteCount -= datagram.bytes.count
    if !datagram.isComplete { waitingDatagramCount -= 1 }
    return datagram
  }

  private mutating func put(_ datagram: PartialDatagram, for key: FragmentKey) {
    byteCount += datagram.bytes.count
    if !datagram.isComplete { waitingDatagramCount += 1 }
    datagrams[key] = datagram
  }

  private mutating func makeRoom() {
    while datagrams.count > limits.datagramCount || byteCount > limits.byteCount, giveUpOldest() {}
  }

  private mutating func giveUpOld(packet: Int, time: Timestamp?) {
    while queueStart < queue.count {
      let entry = queue[queueStart]
      if let datagram = datagrams[entry.key], datagram.serial == entry.serial,
        !isOld(datagram, packet: packet, time: time)
      {
        return
      }
      giveUpOldest()
    }
  }

  private func isOld(_ datagram: PartialDatagram, packet: Int, time: Timestamp?) -> Bool {
    if packet - datagram.firstPacket > limits.ageInPackets { return true }
    guard let time, let firstTime = datagram.firstTime else { return false }
    let (age, overflow) = time.secondsSinceEpoch.subtractingReportingOverflow(firstTime.secondsSinceEpoch)
    return overflow || age > limits.ageInSeconds
  }

  /// Removes the first entry of the queue and the datagram that it stands for. False: there is none.
  @discardableResult
  private mutating func giveUpOldest() -> Bool {
    guard queueStart < queue.count else { return false }
    let entry = queue[queueStart]
    queueStart += 1
    if let datagram = datagrams[entry.key], datagram.serial == entry.serial {
      if !datagram.isComplete { counts.givenUpDatagramCount += 1 }
      _ = take(entry.key)
    }
    compactQueue()
    return true
  }

  /// Void and consumed entries never outnumber the others by much; each is moved over O(1) times.
  private mutating func compactQueue() {
    guard queue.count > 2 * datagrams.count + 64 else { return }
    queue = queue[queueStart...].filter { datagrams[$0.key]?.serial == $0.serial || $0.serial == nextSerial }
    queueStart = 0
  }
}
