extension Fixture {
  /// Put together by hand.
  static let odd: [Fixture] = [
    Fixture(
      name: "oddNames",
      what: "unknown attribute types, and every character that RFC 2253 or openssl escapes",
      subject:
        ##"DC=com,subjectAltName=DNS:x,OU=,OU=\ ,OU=#,O=\#hash#\00\1B[31m\7F,CN=\ \"lead\, trail\+\<a\>\;\\b=c\ ,1.2.3.4=#0C07756E6B6E6F776E"##,
      issuer: "CN=ca",
      serialNumber: "01",
      notBefore: "2024-01-01T00:00:00Z",
      notAfter: "2034-01-01T00:00:00Z",
      signatureAlgorithm: "ecdsa-with-SHA256",
      publicKeyBits: 256,
      sha256: "f177002e851a4bab0d4757282696e2df1dc14fcd1629a12e967d1211425fc084",
      base64: """
        MIIBSjCCATWgAwIBAgIBATAKBggqhkjOPQQDAjANMQswCQYDVQQDDAJjYTAeFw0yNDAxMDEwMDAwMDBaFw0zNDAxMDEwMDAwMDBa\
        MIGUMRAwDgYDKgMEDAd1bmtub3duMSAwHgYDVQQDDBcgImxlYWQsIHRyYWlsKzxhPjtcYj1jIDEWMBQGA1UECgwNI2hhc2gjABtb\
        MzFtfzEKMAgGA1UECwwBIzEKMAgGA1UECwwBIDEJMAcGA1UECwwAMQ4wDAYDVR0RDAVETlM6eDETMBEGCgmSJomT8ixkARkWA2Nv\
        bTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGsX0fLhLEJH+Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT+NC4v4af5uO5+tKfA+e\
        FivOM1drMV7Oy7ZAaDe/UfUwCgYIKoZIzj0EAwIDAwAwAA==
        """),
    Fixture(
      name: "stringTypes",
      what: "T61String, BMPString, UniversalString, NumericString, IA5String, BIT STRING",
      subject:
        ##"x500UniqueIdentifier=#030200AA,L=ia5\C3\A9,serialNumber=123,OU=U\F0\9F\98\80,O=\CE\A9 BMP\E2\82\AC\ ,CN=Caf\C3\A9"##,
      issuer: "CN=ca",
      serialNumber: "01",
      notBefore: "2024-01-01T00:00:00Z",
      notAfter: "2034-01-01T00:00:00Z",
      signatureAlgorithm: "ecdsa-with-SHA256",
      publicKeyBits: 256,
      sha256: "c47c5e6912857eb1f955237e7839b5cc8ff132ee7677f725ec36a7d0521b531a",
      base64: """
        MIIBGjCCAQWgAwIBAgIBATAKBggqhkjOPQQDAjANMQswCQYDVQQDDAJjYTAeFw0yNDAxMDEwMDAwMDBaFw0zNDAxMDEwMDAwMDBa\
        MGUxDTALBgNVBAMUBENhZukxFzAVBgNVBAoeDgOpACAAQgBNAFAgrAAgMREwDwYDVQQLHAgAAABVAAH2ADEMMAoGA1UEBRIDMTIz\
        MQ0wCwYDVQQHFgRpYTXpMQswCQYDVQQtAwIAqjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGsX0fLhLEJH+Lzm5WOkQPJ3A32B\
        LeszoPShOUXYmMKWT+NC4v4af5uO5+tKfA+eFivOM1drMV7Oy7ZAaDe/UfUwCgYIKoZIzj0EAwIDAwAwAA==
        """),
    Fixture(
      name: "negativeSerial",
      what: "negative serial, before 1970 and after 2050",
      subject: "CN=leaf",
      issuer: "CN=ca",
      serialNumber: "-FFF0",
      notBefore: "1950-01-01T00:00:00Z",
      notAfter: "9999-12-31T23:59:59Z",
      signatureAlgorithm: "ecdsa-with-SHA256",
      publicKeyBits: 256,
      sha256: "e40670f4083ebf1d6810bde6edf1ed4a5fc7a193a76daa71d5ea7fd1def2de48",
      base64: """
        MIHHMIGzoAMCAQICA/8AEDAKBggqhkjOPQQDAjANMQswCQYDVQQDDAJjYTAgFw01MDAxMDEwMDAwMDBaGA85OTk5MTIzMTIzNTk1\
        OVowDzENMAsGA1UEAwwEbGVhZjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGsX0fLhLEJH+Lzm5WOkQPJ3A32BLeszoPShOUXY\
        mMKWT+NC4v4af5uO5+tKfA+eFivOM1drMV7Oy7ZAaDe/UfUwCgYIKoZIzj0EAwIDAwAwAA==
        """),
    Fixture(
      name: "version1",
      what: "v1, empty issuer, serial of 20 octets",
      subject: "CN=leaf",
      issuer: "",
      serialNumber: "F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0",
      notBefore: "2024-01-01T00:00:00Z",
      notAfter: "2034-01-01T00:00:00Z",
      signatureAlgorithm: "ecdsa-with-SHA256",
      publicKeyBits: 256,
      sha256: "287327f9891dd00c6609e57242b7c907ef22b05193101234ca6d0d189a9ba36c",
      base64: """
        MIHFMIGxAhUA8PDw8PDw8PDw8PDw8PDw8PDw8PAwCgYIKoZIzj0EAwIwADAeFw0yNDAxMDEwMDAwMDBaFw0zNDAxMDEwMDAwMDBa\
        MA8xDTALBgNVBAMMBGxlYWYwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARrF9Hy4SxCR/i85uVjpEDydwN9gS3rM6D0oTlF2JjC\
        lk/jQuL+Gn+bjufrSnwPnhYrzjNXazFezsu2QGg3v1H1MAoGCCqGSM49BAMCAwMAMAA=
        """),
    Fixture(
      name: "emptySubject",
      what: "empty subject, critical SAN with NUL, control and non-ASCII bytes",
      subject: "",
      issuer: "CN=ca",
      serialNumber: "01",
      notBefore: "2024-01-01T00:00:00Z",
      notAfter: "2034-01-01T00:00:00Z",
      signatureAlgorithm: "ecdsa-with-SHA256",
      publicKeyBits: 256,
      sha256: "e1b6c506ca9f44bd56a1fe5c72da6ccb3b239e9391ed163cb043cfc85916307d",
      base64: """
        MIIBAjCB7qADAgECAgEBMAoGCCqGSM49BAMCMA0xCzAJBgNVBAMMAmNhMB4XDTI0MDEwMTAwMDAwMFoXDTM0MDEwMTAwMDAwMFow\
        ADBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGsX0fLhLEJH+Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT+NC4v4af5uO5+tKfA+e\
        FivOM1drMV7Oy7ZAaDe/UfWjTDBKMEgGA1UdEQEB/wQ+MDyCGmdvb2QuZXhhbXBsZQAuZXZpbC5leGFtcGxlggYbXTA7eAeBDGr2\
        cmdAZXhhbXBsZYcDAQIDhgNhXGIwCgYIKoZIzj0EAwIDAwAwAA==
        """),
  ]
}
