import CShim
import Dispatch
import WireFormat

extension CaptureReader {
  /// Reads all packets and hands them to `body`, those of a large file or an archive from a thread of their own, some
  /// hundred at a time: while one core reads, the other decodes.
  ///
  /// - Parameters:
  ///   - isSkipped: told of each packet, on either thread; what it is true for is counted and not handed over.
  ///   - counts: counted on.
  ///   - willWait: called when all that was read is handed over and more may not come for a while, as from a pipe, or
  ///     while the next file of several is looked for.
  ///   - body: false ends the reading.
  /// - Throws: as ``next(_:)``, when all packets before were handed over.
  public func forEach(
    skipping isSkipped: @escaping @Sendable (CapturedPacket, Span<UInt8>) -> Bool, counts: inout PacketCounts,
    willWait: (() -> Void)? = nil, _ body: (CapturedPacket, Span<UInt8>) -> Bool
  ) throws(CaptureError) {
    guard isReadAhead else {
      wait.willWait = willWait
      defer { wait.willWait = nil }
      var goesOn = true
      while goesOn,
        try next({ packet, bytes in
          counts.count(packet)
          if !isSkipped(packet, bytes) { goesOn = body(packet, bytes) }
        })
      {}
      return
    }
    let exchange = BatchExchange()
    let ended = DispatchSemaphore(value: 0)
    // Safe: this thread leaves the reader alone until the other one has ended, and waits for that below.
    nonisolated(unsafe) let reader = self
    // A queue of its own has a thread of its own; a global one's threads may all be waiting for this one.
    DispatchQueue(label: "pcapcert.read", qos: .userInitiated).async {
      // It is woken by the thread that decodes, which has more to do: Linux would let it take that one's core each time.
      let givesWay = pcapcert_begin_giving_way() != 0
      unsafe reader.fill(exchange, skipping: isSkipped)
      if givesWay { pcapcert_end_giving_way() }
      ended.signal()
    }
    defer { ended.wait() }
    while let place = try exchange.takeFull(willWait: willWait) {
      var batch = place.take()
      counts.read += batch.counts.read
      counts.matching += batch.counts.matching
      guard batch.forEach(body) else { return exchange.stop() }
      batch.removeAll()
      place.put(&batch)
      exchange.putEmpty(place)
    }
  }

  private func fill(_ exchange: BatchExchange, skipping isSkipped: PacketBatch.IsSkipped) {
    var failure: CaptureError?
    var isAtEnd = false
    while !isAtEnd, let place = exchange.takeEmpty() {
      var batch = place.take()
      do throws(CaptureError) {
        try fill(&batch, skipping: isSkipped)
        isAtEnd = batch.isEmpty
      } catch {
        isAtEnd = true
        failure = error
      }
      place.put(&batch)
      exchange.putFull(place)
    }
    exchange.finish(failure)
  }
}

/// Tells who reads a capture that the next read(2) can take long.
final class WaitNotice {
  var willWait: (() -> Void)?
}
