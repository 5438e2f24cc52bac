// swift-tools-version: 6.3
import PackageDescription

/// Every Swift target: Swift 6 mode, strict memory safety, warnings are errors.
/// `Lifetimes` lets a reader hand out child readers of the bytes it borrows.
let settings: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableExperimentalFeature("Lifetimes"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A library module of the house (see the table in CONTRIBUTING.md: imports run downward only).
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies + ["TestSupport"], swiftSettings: settings)
}

let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let uniqueArray = Target.Dependency.product(name: "BasicContainers", package: "swift-collections")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
  name: "pcapcert",
  products: [
    .executable(name: "pcapcert", targets: ["pcapcert"]),
    .library(name: "PcapCertKit", targets: ["PcapCertKit"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  ],
  targets: [
    .systemLibrary(name: "CPcap", pkgConfig: "libpcap", providers: [.apt(["libpcap-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .target(name: "CShim"),

    room("WireFormat", ["CShim"]),
    room("Capture", ["CPcap", "CZlib", "CShim", "WireFormat"]),
    room("Packets", ["WireFormat"]),
    room("Streams", ["Packets", "WireFormat", deque, uniqueArray]),
    room("TLSHandshake", ["WireFormat", crypto, uniqueArray]),
    room("CertificateChains", ["WireFormat", asn1, crypto, cryptoExtras]),
    room("Trust", ["CertificateChains"]),
    room("ChainDiff", ["CertificateChains", "WireFormat"]),
    room("Inputs", ["Capture", "CArchive", "CertificateChains", "WireFormat", deque, logging]),
    room(
      "Extraction",
      ["Capture", "Packets", "Streams", "TLSHandshake", "CertificateChains", "WireFormat", uniqueArray]),
    room("Runs", ["Inputs", "Extraction", "TLSHandshake", "CertificateChains", "Capture"]),
    room("ChainInput", ["Inputs", "Extraction", "CertificateChains", "Capture", "Packets", "WireFormat"]),
    .target(
      name: "Export",
      dependencies: [
        "ChainInput", "ChainDiff", "Trust", "Extraction", "Inputs", "CertificateChains", "TLSHandshake", "Packets",
        "Capture", "WireFormat",
      ],
      exclude: ["Schema"], swiftSettings: settings),
    room(
      "PcapCertKit",
      [
        "Export", "ChainInput", "ChainDiff", "Trust", "Runs", "Extraction", "Inputs", "CertificateChains", "Packets",
        "Capture", "WireFormat",
      ]),
    .executableTarget(
      name: "pcapcert",
      dependencies: [
        "Export", "ChainInput", "ChainDiff", "Trust", "Runs", "Extraction", "Inputs", "CertificateChains", "Capture",
        "Packets", "WireFormat", argumentParser, logging,
      ],
      swiftSettings: settings),
    // For scripts/bench; no product.
    .target(name: "CAllocationCount"),
    .executableTarget(
      name: "pcapcert-bench",
      dependencies: [
        "CAllocationCount", "Export", "Extraction", "CertificateChains", "TLSHandshake", "Streams", "Packets",
        "Capture", "WireFormat", argumentParser, uniqueArray,
      ],
      swiftSettings: settings),

    .target(name: "TestSupport", dependencies: [crypto], path: "Tests/TestSupport", swiftSettings: settings),
    tests(
      "ExportTests",
      [
        "Export", "ChainInput", "ChainDiff", "Trust", "Extraction", "Inputs", "CertificateChains", "TLSHandshake",
        "Packets", "Capture", "WireFormat",
      ]),
    tests("TrustTests", ["Trust", "CertificateChains", crypto]),
    tests("ChainDiffTests", ["ChainDiff", "CertificateChains", crypto]),
    tests("ChainInputTests", ["ChainInput", "Extraction", "CertificateChains", "Packets", "WireFormat"]),
    tests("RunsTests", ["Runs", "Inputs", "Extraction", "CertificateChains", "Packets", "WireFormat"]),
    tests("PcapCertKitTests", ["PcapCertKit"]),
    tests("CommandTests", ["pcapcert"]),
    tests("StreamsTests", ["Streams", "Packets", "WireFormat", deque, uniqueArray]),
    tests("TLSHandshakeTests", ["TLSHandshake", "WireFormat"]),
    tests("CaptureTests", ["Capture", "WireFormat"]),
    tests("InputsTests", ["Inputs", "Capture", "CArchive", "CertificateChains", "WireFormat"]),
    tests("WireFormatTests", ["WireFormat"]),
    tests("PacketsTests", ["Packets", "WireFormat"]),
    tests("ExtractionTests", ["Extraction", "Capture", "CertificateChains", "Packets", "Streams", "WireFormat"]),
    tests("CertificateChainsTests", ["CertificateChains", asn1, crypto, cryptoExtras]),
  ],
  swiftLanguageModes: [.v6]
)
