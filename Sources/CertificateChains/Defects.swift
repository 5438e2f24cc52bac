import SwiftASN1

/// What is wrong with a certificate's DER, gathered while its fields are read one by one.
struct Defects {
  private var texts: [String] = []

  mutating func note(_ field: String, _ reason: String) {
    // A hostile certificate may have a defect in each of thousands of extensions.
    guard texts.count < Self.kept else { return }
    texts.append("\(field) \(reason)")
  }

  /// All that was noted, in order; nil where nothing was.
  var text: String? { texts.isEmpty ? nil : texts.joined(separator: "; ") }

  /// Parses one field as DER, or, having noted that it is not, as BER: a person still wants to see its value.
  mutating func node(_ bytes: ArraySlice<UInt8>, _ field: String) -> FieldNode? {
    guard bytes.count <= Self.largestField else {
      note(field, "is too large to be read (\(bytes.count) bytes)")
      return nil
    }
    if let node = FieldNode(plainDER: bytes) { return node }
    do {
      return FieldNode(try DER.parse(bytes))
    } catch {
      note(field, Self.reason(error))
      return (try? BER.parse(bytes)).map { FieldNode($0) }
    }
  }

  /// Reads one field as ``node(_:_:)`` does, for who keeps no node; most are sound, and need none.
  ///
  /// - Parameter part: where in `der` the field is.
  mutating func read<Value>(
    _ part: Range<Int>, of der: [UInt8], _ field: String, _ body: (FieldView, inout Defects) -> Value?
  ) -> Value? {
    let bytes = der.span
    if part.count <= Self.largestField, let view = FieldView(plainDER: bytes.extracting(part)) {
      return body(view, &self)
    }
    guard let node = node(der[part], field) else { return nil }
    return body(node.view, &self)
  }

  /// SwiftASN1 describes its errors with its own source lines; a user needs neither those nor its type names.
  private static func reason(_ error: any Error) -> String {
    switch (error as? ASN1Error)?.code {
    case .truncatedASN1Field: "is cut short"
    case .unsupportedFieldLength: "has a length that is not DER"
    default: "is not DER"
    }
  }

  private static let kept = 8
  /// SwiftASN1 takes about 50 times the bytes of the smallest nodes, and their table 16 times, so this bounds the memory
  /// of one field.
  private static let largestField = 2 << 20
}
