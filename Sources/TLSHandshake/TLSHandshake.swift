import WireFormat
