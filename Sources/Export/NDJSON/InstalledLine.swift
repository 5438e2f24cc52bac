import Inputs

extension JSONWriter {
  /// Appends one line of `"kind": "installed"`, as `pcapcert-ndjson-1.schema.json` describes it.
  public mutating func writeLine(_ installed: InstalledCertificate) {
    object { line in
      line.member("kind", "installed")
      line.member("schema", 1)
      line.member("file", installed.file)
      line.member("peer", installed.peer)
      line.member("store", installed.kind.rawValue)
      line.key("certificate")
      line.write(position: installed.position, installed.certificate)
    }
    endLine()
  }
}
