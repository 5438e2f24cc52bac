import SwiftASN1

/// The names that a CA may issue for.
///
///     NameConstraints ::= SEQUENCE {                                                -- RFC 5280, 4.2.1.10
///       permittedSubtrees [0] GeneralSubtrees OPTIONAL, excludedSubtrees [1] GeneralSubtrees OPTIONAL }
///     GeneralSubtrees ::= SEQUENCE OF GeneralSubtree
///     GeneralSubtree ::= SEQUENCE { base GeneralName, minimum [0] DEFAULT 0, maximum [1] OPTIONAL }
public struct NameConstraints: Sendable, Equatable {
  /// Empty: names of every kind are permitted. Kinds that none is of are not limited.
  public let permitted: [GeneralName]
  public let excluded: [GeneralName]

  /// Nil for what is no NameConstraints, or has a minimum or maximum, which RFC 5280 does not use.
  init?(_ node: FieldNode) {
    guard let parts = node.children(of: .sequence) else { return nil }
    var subtrees: [[GeneralName]] = [[], []]
    for part in parts {
      guard let tag = part.contextTag, tag < 2, let children = part.children else { return nil }
      for child in children {
        guard let fields = child.children(of: .sequence), fields.count == 1, let base = GeneralName(fields[0]) else {
          return nil
        }
        subtrees[Int(tag)].append(base)
      }
    }
    (permitted, excluded) = (subtrees[0], subtrees[1])
  }
}
