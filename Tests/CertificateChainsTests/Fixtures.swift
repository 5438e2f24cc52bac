import Testing

/// Certificates with what `openssl x509` (3.0) prints of each.
///
/// The sound ones were made by `openssl req -x509`; those that openssl would not make are DER put together by hand
/// around the generator of P-256 for a key and an empty SEQUENCE for a signature.
struct Fixture: Sendable, CustomTestStringConvertible {
  var name: String
  var what: String
  /// `-subject -nameopt RFC2253`
  var subject: String
  var issuer: String
  var serialNumber: String
  /// `-dates -dateopt iso_8601`, with a T
  var notBefore: String
  var notAfter: String
  /// "Signature Algorithm" of `-text`
  var signatureAlgorithm: String
  /// "Public-Key" of `-text`
  var publicKeyBits: Int?
  var sha256: String
  var base64: String

  var testDescription: String { name }
}

extension Fixture {
  /// Made by openssl.
  static let sound: [Fixture] = [
    Fixture(
      name: "rsa1024",
      what: "RSA 1024, self-signed with SHA-1, all kinds of SAN",
      subject: ##"CN=expe.example.com,O=Example\, Inc.,C=US"##,
      issuer: ##"CN=expe.example.com,O=Example\, Inc.,C=US"##,
      serialNumber: "33A49AE47EB47C3AA74781F9724A1CE9779E9CD3",
      notBefore: "2026-11-24T22:03:38Z",
      notAfter: "2036-11-21T22:03:38Z",
      signatureAlgorithm: "sha1WithRSAEncryption",
      publicKeyBits: 1024,
      sha256: "33f6ed17c1c43d3a6cf35500116cb62900622ec226ba652d4ea762657b47289c",
      base64: """
        MIIDHzCCAoigAwIBAgIUM6Sa5H60fDqnR4H5ckoc6XeenNMwDQYJKoZIhvcNAQEFBQAwQDELMAkGA1UEBhMCVVMxFjAUBgNVBAoM\
        DUV4YW1wbGUsIEluYy4xGTAXBgNVBAMMEGV4cGUuZXhhbXBsZS5jb20wHhcNMjYxMTI0MjIwMzM4WhcNMzYxMTIxMjIwMzM4WjBA\
        MQswCQYDVQQGEwJVUzEWMBQGA1UECgwNRXhhbXBsZSwgSW5jLjEZMBcGA1UEAwwQZXhwZS5leGFtcGxlLmNvbTCBnzANBgkqhkiG\
        9w0BAQEFAAOBjQAwgYkCgYEA71s+jDGYi03LoJ4zlF+ul+uoFSuJJgRS8h88Mwu7WriMHEoBnK0PgERUtQr5AJnneJml9U0sTIMx\
        TnUcZS1b+5FR4QWccGjvgbtYqlpPv6lXDDOSJGIEOu4fSybJyMqVYKnIg86C8X4Sj79s7/es2ABRd9sCyqy9gxYyGgHirtUCAwEA\
        AaOCARQwggEQMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgXgMCMGA1UdJQQcMBoGCCsGAQUFBwMBBggrBgEFBQcDAgYEKgME\
        BTCBqwYDVR0RBIGjMIGgghBleHBlLmV4YW1wbGUuY29tgg0qLmV4YW1wbGUuY29thwTAAAIHhxAgAQ24AAAAAAABAAAAAAABgQ1h\
        QGV4YW1wbGUuY29thhFzaXA6YkBleGFtcGxlLmNvbYgDKgMEpB8wHTEMMAoGA1UECgwDRGlyMQ0wCwYDVQQDDAROYW1loB0GCisG\
        AQQBgjcUAgOgDwwNY0BleGFtcGxlLmNvbTAdBgNVHQ4EFgQUQ9+fvgmqr9PwKX4sKClFKEXKp9UwDQYJKoZIhvcNAQEFBQADgYEA\
        jWbENtvvJgTtPOnSqOUARjDf49saJvhyu77cLuyxKosftql/6Oy+ZI8kkJSf5CTEV6unJc56ze42bIVqYqsVTW0HcNz64W98qDcn\
        6sQ5+sv15+WsKroSlGsIdmLqWZLxBGXucrRJzsRi1WpEZoxl2osFWOh1dX9rFoVLOAkrcf0=
        """),
    Fixture(
      name: "ecP256",
      what: "EC P-256, CA with path length",
      subject: ##"CN=Wurzel-\CE\A9,O=B\C3\BCcher GmbH,C=DE"##,
      issuer: ##"CN=Wurzel-\CE\A9,O=B\C3\BCcher GmbH,C=DE"##,
      serialNumber: "2975C3F40DA42C12E42ABD5CD02800C67B43CA95",
      notBefore: "2026-11-24T22:03:38Z",
      notAfter: "2036-11-21T22:03:38Z",
      signatureAlgorithm: "ecdsa-with-SHA256",
      publicKeyBits: 256,
      sha256: "1ee6aec6ec5c9ede5a0d03a51f088136724a22aa85ebce3f3a54856fd6a4f0ea",
      base64: """
        MIIBuDCCAV2gAwIBAgIUKXXD9A2kLBLkKr1c0CgAxntDypUwCgYIKoZIzj0EAwIwODELMAkGA1UEBhMCREUxFTATBgNVBAoMDELD\
        vGNoZXIgR21iSDESMBAGA1UEAwwJV3VyemVsLc6pMB4XDTI2MTEyNDIyMDMzOFoXDTM2MTEyMTIyMDMzOFowODELMAkGA1UEBhMC\
        REUxFTATBgNVBAoMDELDvGNoZXIgR21iSDESMBAGA1UEAwwJV3VyemVsLc6pMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEJ92E\
        ZkFl0ECV+gHuT4hAs6nro5OEvrIyAXo5tvSMjM8pLs6fZVNGZlOey8QHu7S+MsUbvpVU65UN0B+ra+7qk6NFMEMwEgYDVR0TAQH/\
        BAgwBgEB/wIBAzAOBgNVHQ8BAf8EBAMCAQYwHQYDVR0OBBYEFBgmOST1Bop8Uf93q0UA52YWyn0EMAoGCCqGSM49BAMCA0kAMEYC\
        IQCirJ26zCwN8Plr6Spz1qrVSdkGWGVt1RGjqXRgJCMr5AIhAMkSr/DADx7wi/RRBDibFMhuGAR0lm4gkt+OT1wEUvd2
        """),
    Fixture(
      name: "ecP384",
      what: "EC P-384 with SHA-384",
      subject: "CN=p384",
      issuer: "CN=p384",
      serialNumber: "739BECBCAB8ADE845C46D6D70AB960D20C3C573D",
      notBefore: "2026-11-24T22:03:38Z",
      notAfter: "2036-11-21T22:03:38Z",
      signatureAlgorithm: "ecdsa-with-SHA384",
      publicKeyBits: 384,
      sha256: "190c4bc28246e77b2f818c2c51736dcf4741e38631b1bafe1f64efed4c4576a6",
      base64: """
        MIIBVTCB3AIUc5vsvKuK3oRcRtbXCrlg0gw8Vz0wCgYIKoZIzj0EAwMwDzENMAsGA1UEAwwEcDM4NDAeFw0yNjExMjQyMjAzMzha\
        Fw0zNjExMjEyMjAzMzhaMA8xDTALBgNVBAMMBHAzODQwdjAQBgcqhkjOPQIBBgUrgQQAIgNiAAT8c7t2WfO3XB1DiOO9KqtOxToU\
        JDilGiYwuoROHtCJXJ4D+3cVPDGU/u56k7uLaTSUrflvbUX9Id9GqifQS9V7d99kQagbwa3L4W1x9dHuRqTlP2Ap5qHeGt9V8lSb\
        VtcwCgYIKoZIzj0EAwMDaAAwZQIxAPzgqxJWqTCmibgCPy5W99fRWPiJFRg0DwVhviwpj4Fj+5HBydf2fWWV8Q/49VRw9AIwWzh1\
        f4tRA7SUiGZassWFRaoeSB1pK8i7rqG87gdYD3yiAiGs3mY/FcORfIFdgEkW
        """),
    Fixture(
      name: "ecP521",
      what: "EC P-521 with SHA-512",
      subject: "CN=p521",
      issuer: "CN=p521",
      serialNumber: "680CC0FD96A908AA3A18435135EDA48A7BFD74E9",
      notBefore: "2026-11-24T22:03:38Z",
      notAfter: "2036-11-21T22:03:38Z",
      signatureAlgorithm: "ecdsa-with-SHA512",
      publicKeyBits: 521,
      sha256: "29934d16cf7a5f676f02e60b5595488536a26cf72a1bdc2a5b7c2456312f3e6d",
      base64: """
        MIIBoTCCAQICFGgMwP2WqQiqOhhDUTXtpIp7/XTpMAoGCCqGSM49BAMEMA8xDTALBgNVBAMMBHA1MjEwHhcNMjYxMTI0MjIwMzM4\
        WhcNMzYxMTIxMjIwMzM4WjAPMQ0wCwYDVQQDDARwNTIxMIGbMBAGByqGSM49AgEGBSuBBAAjA4GGAAQBG5ko2hq6+uoj6C8DOX3k\
        CYYZp4PQQ4nY+XBZzxMCnWjxlXDtXOJKQc0NJFzuPoa7UyIvazoOAP4JW+/O4dkp6SAAFL5ybq4XyR+2VYbYB04oFh0vHDQCshGD\
        NSitw8TpcWztxDOAcUBmsfBR5aAVeZWxy1ljBVHM93Il9FopqjbBGOswCgYIKoZIzj0EAwQDgYwAMIGIAkIBknOEDBopNM7h1PB6\
        A40pEQhbSToktBebyWsgynOTgNmLFm6kkqZmOnluChZUrMhMnSg90JZbo3HP76LxXY/pyawCQgH+2mL3TDCx6+TelJ+P1I4iK28D\
        NkHoci952xP0Q5mANS+kZDf0f36CuWZ2Uj9Pi/ZzBTkSng3yJjEJlHNq2ZgbOw==
        """),
    Fixture(
      name: "ed25519",
      what: "Ed25519",
      subject: "CN=ed25519",
      issuer: "CN=ed25519",
      serialNumber: "69E9EEC739C4260A429A9552140446E27A04D4A9",
      notBefore: "2026-11-24T22:03:38Z",
      notAfter: "2036-11-21T22:03:38Z",
      signatureAlgorithm: "ED25519",
      sha256: "355758072d43b2190db6d72b173364a92fc7919875f1a69e557dea620a326d3b",
      base64: """
        MIHeMIGRAhRp6e7HOcQmCkKalVIUBEbiegTUqTAFBgMrZXAwEjEQMA4GA1UEAwwHZWQyNTUxOTAeFw0yNjExMjQyMjAzMzhaFw0z\
        NjExMjEyMjAzMzhaMBIxEDAOBgNVBAMMB2VkMjU1MTkwKjAFBgMrZXADIQBl0cerRkOaZTBwMAxuwYwps71Ehbn2r2eNO2l8xReO\
        ZzAFBgMrZXADQQAMkNyVfrNni6PD6TLAUkmwX+mf179tZ1q5puazGRTdZ3t2ct4Md9e0BeD9z+Dy7Y0KJ2yYm285Mfz7RjiFTD4F
        """),
    Fixture(
      name: "ed448",
      what: "Ed448, which cannot be verified here",
      subject: "CN=ed448",
      issuer: "CN=ed448",
      serialNumber: "622987DCB568B2BFB9FFE0A703E8F792BB517F49",
      notBefore: "2026-11-24T22:03:39Z",
      notAfter: "2036-11-21T22:03:39Z",
      signatureAlgorithm: "ED448",
      sha256: "df9de74a8c94eaddf1db2ad3fe7223f273d3278d766098870e5858b7c650e728",
      base64: """
        MIIBJTCBpgIUYimH3LVosr+5/+CnA+j3krtRf0kwBQYDK2VxMBAxDjAMBgNVBAMMBWVkNDQ4MB4XDTI2MTEyNDIyMDMzOVoXDTM2\
        MTEyMTIyMDMzOVowEDEOMAwGA1UEAwwFZWQ0NDgwQzAFBgMrZXEDOgDPQU+j8/OnHWG7fuN0225fYcqtSkNPtevL32VDdggnBVbb\
        t72w8ON8uGDbVSsSU9BNmOIq1uHO1IAwBQYDK2VxA3MAIsV2GVs7kf8nxWvaoYHQfKDotM+W1q6/+j9A8DBKun6htK2nKI70ZX1O\
        fK/fbwK/zAhgQQa1NI8AT+TVwS3jYjR8mtPQFj2NXPMmN3GdlDDhFNFYU8alw7clH15Ks0fZ63iMBqnEm9VeMjbbfdgkzicA
        """),
    Fixture(
      name: "rsaPSS",
      what: "RSA-PSS key and signature",
      subject: "CN=pss",
      issuer: "CN=pss",
      serialNumber: "D941A59E0577918693101D58CA865CB5AC926D",
      notBefore: "2026-11-24T22:03:39Z",
      notAfter: "2036-11-21T22:03:39Z",
      signatureAlgorithm: "rsassaPss",
      publicKeyBits: 1024,
      sha256: "619a10f2123bcc4411f0714cd0a4db17bd3bfe054d49180971c7757ea36d67bb",
      base64: """
        MIICBDCCATkCFADZQaWeBXeRhpMQHVjKhly1rJJtMEEGCSqGSIb3DQEBCjA0oA8wDQYJYIZIAWUDBAIBBQChHDAaBgkqhkiG9w0B\
        AQgwDQYJYIZIAWUDBAIBBQCiAwIBIDAOMQwwCgYDVQQDDANwc3MwHhcNMjYxMTI0MjIwMzM5WhcNMzYxMTIxMjIwMzM5WjAOMQww\
        CgYDVQQDDANwc3MwgZ0wCwYJKoZIhvcNAQEKA4GNADCBiQKBgQDM+J3qN3zM12bk83q5WZhkgaqbTUg+41DwFF08HiNp0LaPCXJG\
        Ufm4T4oaVCxytridkfLT6pPrZcp9Mzq61qVliPKnUC9otO/rp+amLKYjeOjeaaLkS4s9iS03r1tLtQDwpSiTa2Uek0LV8G8ubVHY\
        7QBcJRp9pPhlMaOmsVoaNQIDAQABMEEGCSqGSIb3DQEBCjA0oA8wDQYJYIZIAWUDBAIBBQChHDAaBgkqhkiG9w0BAQgwDQYJYIZI\
        AWUDBAIBBQCiAwIBIAOBgQDDFbCP/1SubNwJ6F8ZwGQNKxOly9uqFdQrvpYmwq+EZquKUe4yOLZoScIbh7WopM1rLp0kzHkYQAVy\
        CQREyyFSVcbwQQgnizhst3bwQS7XNrlJKMAcZ8W2bblFd1YyZDwcbTrdLFLdmahahmOxZdafy8LnFFNN95u3QVa57671Mw==
        """),
    Fixture(
      name: "rsaMD5",
      what: "RSA 512 with MD5",
      subject: "CN=md5",
      issuer: "CN=md5",
      serialNumber: "40F406A150562417485B4157360F72516462F5AD",
      notBefore: "2026-11-24T22:03:39Z",
      notAfter: "2036-11-21T22:03:39Z",
      signatureAlgorithm: "md5WithRSAEncryption",
      publicKeyBits: 512,
      sha256: "13ff38d056cebca7ff6f5bf147d55927ac2ba52a36f27ee6c8d331d908c55dd5",
      base64: """
        MIIBGDCBwwIUQPQGoVBWJBdIW0FXNg9yUWRi9a0wDQYJKoZIhvcNAQEEBQAwDjEMMAoGA1UEAwwDbWQ1MB4XDTI2MTEyNDIyMDMz\
        OVoXDTM2MTEyMTIyMDMzOVowDjEMMAoGA1UEAwwDbWQ1MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBANIRcARJzu/oZZ5fr8sV5i6i\
        iCQ5fuWWNnhhgwW6Jjk3ygV5yv381zBuCp4oKHYEApAqvSTyvUQnAEcFko4Gmn8CAwEAATANBgkqhkiG9w0BAQQFAANBAKKNelBG\
        dkoUVpGKGRq9ZnoFGW6XoE0QHmReSKclGagTeZYFYwdhcDmx3a8LcMQ/0tPfeZGd3au74308/V0w5Vs=
        """),
    Fixture(
      name: "ecExplicit",
      what: "EC with the parameters of P-256 spelt out",
      subject: "CN=explicit",
      issuer: "CN=explicit",
      serialNumber: "12D2C06FD7A11010A36ABC9675CCFFBE3B99F997",
      notBefore: "2026-11-24T22:03:39Z",
      notAfter: "2036-11-21T22:03:39Z",
      signatureAlgorithm: "ecdsa-with-SHA256",
      publicKeyBits: 256,
      sha256: "9d51a9fff36d5b149f25125d6c91773a587a35ad5c532a5281514fbd6387b85a",
      base64: """
        MIICFTCCAbsCFBLSwG/XoRAQo2q8lnXM/747mfmXMAoGCCqGSM49BAMCMBMxETAPBgNVBAMMCGV4cGxpY2l0MB4XDTI2MTEyNDIy\
        MDMzOVoXDTM2MTEyMTIyMDMzOVowEzERMA8GA1UEAwwIZXhwbGljaXQwggFLMIIBAwYHKoZIzj0CATCB9wIBATAsBgcqhkjOPQEB\
        AiEA/////wAAAAEAAAAAAAAAAAAAAAD///////////////8wWwQg/////wAAAAEAAAAAAAAAAAAAAAD///////////////wEIFrG\
        NdiqOpPns+u9VXaYhrxlHQawzFOw9jvOPD4n0mBLAxUAxJ02CIbnBJNqZnjhE50mt4GffpAEQQRrF9Hy4SxCR/i85uVjpEDydwN9\
        gS3rM6D0oTlF2JjClk/jQuL+Gn+bjufrSnwPnhYrzjNXazFezsu2QGg3v1H1AiEA/////wAAAAD//////////7zm+q2nF56E87nK\
        wvxjJVECAQEDQgAEsclqEnknlEiEZwxKbIRtoDKx/gZNY58b0ACdAVa5TZ0MoVylCe5bO3mKOmz0pGL9Cnyve3ypFDbwtkzGPJ5C\
        FjAKBggqhkjOPQQDAgNIADBFAiEAqmlgRH2LpxqgsiBjakk1s20opsbtY9vFZQnMHQy1zIYCIEXM1uAgRAeENv/2Fm7aIUf1PtlU\
        m0SRZlNcW0h4+nRG
        """),
    Fixture(
      name: "dsa",
      what: "DSA",
      subject: "CN=dsa",
      issuer: "CN=dsa",
      serialNumber: "720529E3BA5BC6E01D0D0421F5915F13AB231C8F",
      notBefore: "2026-11-24T22:03:39Z",
      notAfter: "2036-11-21T22:03:39Z",
      signatureAlgorithm: "dsa_with_SHA256",
      publicKeyBits: 1024,
      sha256: "fab8e1a5acb47c98de58306a127d3e3a3652980a3e5635eeb1f728f44cf98882",
      base64: """
        MIICeTCCAicCFHIFKeO6W8bgHQ0EIfWRXxOrIxyPMAsGCWCGSAFlAwQDAjAOMQwwCgYDVQQDDANkc2EwHhcNMjYxMTI0MjIwMzM5\
        WhcNMzYxMTIxMjIwMzM5WjAOMQwwCgYDVQQDDANkc2EwggHAMIIBNAYHKoZIzjgEATCCAScCgYEA6keRwlOtbAzRHbpgtO5N5DFp\
        +wT1p9v7akj2JiUppHAdcX4N6JhImp80pkFO+DgfjoOuoq+kTjYl5sY0ib902J/oseh9DNLsfQw7jvXAKu3KwQ4t2+Aze+/SHSDQ\
        myZwYiMxxaiBjeKb3TipTbiHObIHZqGiRen67K7065ewgDMCHQD52wz41HCVhsdGMAln0Qx9xTGrQfWJl+pmeqNrAoGBAKSmSiHR\
        cK3zCODeh8pGllYHmVh+zZWISdxPKAIMeKNt6pYAEIXrCDkTMPJOA24Ez+JJ5wCEqJsXCndR5jaW+sP6GP+piDERwx4CIMbPfIAt\
        sZak5AXc4N/Z3Gm7nsKbHhFR/vkWIk+kuGot97Mn5JeLcIvhowecrB/Qqg1Es8EIA4GFAAKBgQCdtkRhKwSnF4FNTL3XqEjXL7Pt\
        r7v9pWCn78+T+RnF4Leb7mwPTp/BUgCAmqfxRZFgwZ52ttqGIXlrVXhiA3uR3Ah7TrwHUiwyc2qLvjCWrHICBz6PJqozwbmIbG0b\
        yvR2zkbZA7lOgVuBbHwfTC3mX7CToiyUPcjonolWnmjAlDALBglghkgBZQMEAwIDPwAwPAIcYMPTav1lBKCmcdF7mzGygNudDWTj\
        AQeD1dU+qAIcMGdiek3/G9ELJpIyzAT6FwnUJfaaCJIyKrlm9g==
        """),
    Fixture(
      name: "multiValued",
      what: "multi-valued RDNs",
      subject: "DC=last,emailAddress=a@example.com+OU=One+CN=Two,O=Org,C=US",
      issuer: "DC=last,emailAddress=a@example.com+OU=One+CN=Two,O=Org,C=US",
      serialNumber: "55587EF7E0CF45DC6634175EBF117FC6B757FBE0",
      notBefore: "2026-11-24T22:03:39Z",
      notAfter: "2036-11-21T22:03:39Z",
      signatureAlgorithm: "ED25519",
      sha256: "54849792f14e89491e9d24ff58de06995ed03d23fa90f5327d670e9cff82db0b",
      base64: """
        MIIBiTCCATsCFFVYfvfgz0XcZjQXXr8Rf8a3V/vgMAUGAytlcDBnMQswCQYDVQQGEwJVUzEMMAoGA1UECgwDT3JnMTQwCgYDVQQD\
        DANUd28wCgYDVQQLDANPbmUwGgYJKoZIhvcNAQkBFg1hQGV4YW1wbGUuY29tMRQwEgYKCZImiZPyLGQBGRYEbGFzdDAeFw0yNjEx\
        MjQyMjAzMzlaFw0zNjExMjEyMjAzMzlaMGcxCzAJBgNVBAYTAlVTMQwwCgYDVQQKDANPcmcxNDAKBgNVBAMMA1R3bzAKBgNVBAsM\
        A09uZTAaBgkqhkiG9w0BCQEWDWFAZXhhbXBsZS5jb20xFDASBgoJkiaJk/IsZAEZFgRsYXN0MCowBQYDK2VwAyEApKe+NigHmVNx\
        ADvFQNI0i/RexKkYFOr++uvdsPZ7HC0wBQYDK2VwA0EAZTumtGrkau5uUsWTS1neqazuUkt5l7O5JYYsqcLwDYDC0WBqbyYqUCaQ\
        kD/oXMeJ+xXt2VB6x6bQLZ2w1/hPBA==
        """),
  ]
}
