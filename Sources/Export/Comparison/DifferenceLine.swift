import CertificateChains
import ChainDiff
import ChainInput

extension JSONWriter {
  /// Appends one line of `"kind": "diff"`, as `pcapcert-ndjson-1.schema.json` describes it.
  public mutating func writeLine(_ compared: ComparedChain) {
    object { line in
      line.member("kind", "diff")
      line.member("schema", 1)
      line.member("file", compared.seen?.chain.origin.file)
      line.member("same", compared.difference.isSame)
      line.member("undecided", compared.difference.isUndecided)
      line.array("expected", [compared.expected.origin]) { $0.write($1) }
      line.array("seen", compared.seen?.origins ?? []) { $0.write($1) }
      line.array("elements", compared.difference.elements) { $0.write($1) }
    }
    endLine()
  }

  private mutating func write(_ element: ElementDifference) {
    object { writer in
      writer.member("change", element.change.rawValue)
      writer.member("moved", element.isMoved)
      writer.member("ignored", element.isIgnored)
      writer.member("undecided", element.isUndecided)
      writer.member("expected", element.expected)
      writer.member("seen", element.seen)
      writer.array("fields", element.fields) { $0.write($1) }
    }
  }

  private mutating func member(_ key: StaticString, _ element: ComparedElement?) {
    guard let element else { return member(key, String?.none) }
    object(key) { writer in
      writer.member("position", element.position)
      writer.member("sha256", element.sha256)
      writer.member("subject", element.certificate?.fields?.subject)
    }
  }

  private mutating func write(_ field: FieldDifference) {
    object { writer in
      writer.member("field", field.field)
      writer.member("title", field.title)
      writer.member("expected", field.expected)
      writer.member("seen", field.seen)
      writer.member("added", field.isList ? field.added : nil)
      writer.member("removed", field.isList ? field.removed : nil)
    }
  }
}
