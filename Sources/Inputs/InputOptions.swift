import Logging

/// How inputs are read.
public struct InputOptions: Sendable {
  /// Rotated captures are read as one.
  public var joinsRotated = true
  /// Tried on encrypted members, in this order.
  public var passphrases: [String] = []
  /// Also gives what was named and is no capture, and files of certificates that were found.
  public var givesOtherFiles = false
  public var limits = UnpackingLimits()
  /// Told how inputs are read: which is opened (info), joined or read again (info), and members (debug). What is wrong
  /// with an input is no log message but an ``InputItem/problem(_:)``.
  public var logger = Logger(label: "pcapcert") { _ in SwiftLogNoOpLogHandler() }

  public init() {}
}
