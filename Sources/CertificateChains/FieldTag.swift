import SwiftASN1

/// The tag of a node, apart from the bit that says whether there are nodes in it (X.690 8.1.2).
struct FieldTag: BitwiseCopyable, Equatable, Sendable {
  /// 0 universal, 1 application, 2 context-specific, 3 private.
  let tagClass: UInt8
  private let shortNumber: UInt32
  /// The greatest 32-bit number stands for all beyond it, which nobody has.
  var number: UInt { UInt(shortNumber) }

  init(tagClass: UInt8, number: UInt) {
    self.tagClass = tagClass
    shortNumber = UInt32(clamping: number)
  }

  init(_ identifier: ASN1Identifier) {
    shortNumber = UInt32(clamping: identifier.tagNumber)
    tagClass =
      switch identifier.tagClass {
      case .universal: 0
      case .application: 1
      case .contextSpecific: 2
      case .private: 3
      }
  }

  var identifier: ASN1Identifier {
    let named: ASN1Identifier.TagClass =
      switch tagClass {
      case 0: .universal
      case 1: .application
      case 2: .contextSpecific
      default: .private
      }
    return ASN1Identifier(tagWithNumber: number, tagClass: named)
  }

  static func universal(_ number: UInt) -> FieldTag { FieldTag(tagClass: 0, number: number) }
  static var boolean: FieldTag { universal(1) }
  static var integer: FieldTag { universal(2) }
  static var bitString: FieldTag { universal(3) }
  static var octetString: FieldTag { universal(4) }
  static var objectIdentifier: FieldTag { universal(6) }
  static var utf8String: FieldTag { universal(12) }
  static var sequence: FieldTag { universal(16) }
  static var set: FieldTag { universal(17) }
  static var numericString: FieldTag { universal(18) }
  static var printableString: FieldTag { universal(19) }
  static var teletexString: FieldTag { universal(20) }
  static var ia5String: FieldTag { universal(22) }
  static var utcTime: FieldTag { universal(23) }
  static var generalizedTime: FieldTag { universal(24) }
  static var visibleString: FieldTag { universal(26) }
  static var universalString: FieldTag { universal(28) }
  static var bmpString: FieldTag { universal(30) }
}
