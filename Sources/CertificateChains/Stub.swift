extension Certificate { public init(der: [UInt8]) { self.der = der; sha256 = ""; sha1 = ""; parseError = nil; isDERSequence = true; fields = nil } }
