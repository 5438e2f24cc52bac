import CPcap

/// A filter expression compiled by libpcap for one link type; owns the program.
///
/// `pcap_compile` may be called from several threads since libpcap 1.8 (2016), says its manual page; this tool
/// is built against 1.10, so there is no lock here.
@safe final class FilterProgram {
  let linkType: UInt32
  // Safe: filled by pcap_compile in `init`, which throws otherwise; freed in `deinit` only.
  private var program = unsafe bpf_program()

  init(_ expression: String, linkType: UInt32) throws(CaptureError) {
    self.linkType = linkType
    let dlt = LinkType.dlt(linkType: linkType)
    guard dlt <= UInt32(Int32.max),
      // Safe: the handle is closed below, before anybody else sees it.
      let handle = unsafe pcap_open_dead_with_tstamp_precision(
        CInt(dlt), maximumSnapshotByteCount, u_int(PCAP_TSTAMP_PRECISION_NANO))
    else { throw .badFilter(reason: "no filter can be compiled for link type \(linkType)") }
    defer { unsafe pcap_close(handle) }

    let status = unsafe pcap_compile(handle, &program, expression, 1, pcapNetmaskUnknown)
    guard status == 0 else {
      // Safe: a terminated string inside the handle, copied before it is closed.
      throw .badFilter(reason: unsafe String(cString: pcap_geterr(handle)))
    }
  }

  deinit {
    // Safe: also for a program that was never filled, which is all zero.
    unsafe pcap_freecode(&program)
  }

  func matches(_ bytes: Span<UInt8>, originalByteCount: Int) -> Bool {
    var header = pcap_pkthdr()
    header.caplen = bpf_u_int32(clamping: bytes.count)
    header.len = bpf_u_int32(clamping: originalByteCount)
    // Safe: the interpreter reads at most `caplen` bytes and checks every offset; it keeps no pointer.
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe pcap_offline_filter(&program, &header, buffer.baseAddress) != 0
    }
  }
}

/// libpcap's MAXIMUM_SNAPLEN; a program accepts a packet by giving this value.
private let maximumSnapshotByteCount: CInt = 262_144
/// PCAP_NETMASK_UNKNOWN, a macro that Swift does not see.
private let pcapNetmaskUnknown: bpf_u_int32 = 0xFFFF_FFFF
