#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Has the C library take the characters of this thread for UTF-8 meanwhile, whatever the user's locale is and the
/// program's: libarchive turns names into the locale's characters and back, and loses what these do not have.
func withUTF8Characters<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
  guard let utf8 = unsafe utf8Characters, let before = unsafe uselocale(utf8) else { return try body() }
  defer { _ = unsafe uselocale(before) }
  return try body()
}

// Safe: made once and never freed; newlocale(3) does not change it.
private nonisolated(unsafe) let utf8Characters = unsafe newlocale(CInt(1) << LC_CTYPE, "C.UTF-8", nil)
