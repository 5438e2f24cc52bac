// swift-tools-version: 6.2
import PackageDescription

/// swift-certificates' verifier as a program, for scripts/compare-x509-verifier.
///
/// A package of its own: as a test dependency of the main package it would be fetched and resolved by everybody who
/// builds pcapcert or depends on its library.
let package = Package(
  name: "SecondOpinion",
  dependencies: [
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
  ],
  targets: [
    .executableTarget(
      name: "x509-verify",
      dependencies: [
        .product(name: "SwiftASN1", package: "swift-asn1"),
        .product(name: "X509", package: "swift-certificates"),
      ],
      swiftSettings: [.strictMemorySafety(), .treatAllWarnings(as: .error)])
  ],
  swiftLanguageModes: [.v6]
)
