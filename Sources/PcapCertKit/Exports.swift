/// One import for who uses the library: everything that a report of a capture is made of, what reads inputs, what
/// judges and compares chains, and what writes them.
@_exported import Capture
@_exported import CertificateChains
@_exported import ChainDiff
@_exported import ChainInput
@_exported import Export
@_exported import Extraction
@_exported import Inputs
@_exported import Packets
@_exported import Runs
@_exported import Trust
@_exported import WireFormat
