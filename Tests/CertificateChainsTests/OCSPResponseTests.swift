import CertificateChains
import Testing

@Suite struct OCSPResponseTests {
  @Test func good() throws {
    let response = OCSPResponse(der: OCSPFixtures.good)
    #expect(response.parseError == nil)
    #expect(response.responseStatus == "successful")
    #expect(response.responder == "CN=Example CA")
    #expect(response.producedAt?.text == "2026-11-24T22:18:48Z")
    let single = try #require(response.responses.first)
    #expect(response.responses.count == 1)
    #expect(single.serialNumber == "1234")
    #expect(single.status == .good)
    #expect(single.thisUpdate?.text == "2026-11-24T22:18:48Z")
    #expect(single.nextUpdate?.text == "2026-12-01T22:18:48Z")
    #expect(single.revocationTime == nil)
  }

  @Test func revoked() throws {
    let single = try #require(OCSPResponse(der: OCSPFixtures.revoked).responses.first)
    #expect(single.status == .revoked)
    #expect(single.revocationTime?.text == "2026-01-01T12:00:00Z")
    #expect(single.revocationReason == "keyCompromise")
  }

  @Test func unknownWithoutNextUpdate() throws {
    let single = try #require(OCSPResponse(der: OCSPFixtures.unknown).responses.first)
    #expect(single.status == .unknown)
    #expect(single.nextUpdate == nil)
  }

  @Test func theResponderByItsKey() {
    #expect(
      OCSPResponse(der: OCSPFixtures.byKey).responder == "026DB6A91E3010337BC0CA4C80C014FA3CA1814B")
  }

  @Test func anErrorHasNoResponses() {
    let response = OCSPResponse(der: [0x30, 3, 10, 1, 3])
    #expect(response.responseStatus == "tryLater")
    #expect(response.responses.isEmpty)
    #expect(response.parseError == nil)
  }

  @Test func everyTruncationAndRandomDamage() {
    let seed = UInt64.random(in: 0 ... .max)
    var state = seed
    func random(below limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for whole in [OCSPFixtures.good, OCSPFixtures.revoked, OCSPFixtures.byKey] {
      for count in 0..<whole.count {
        #expect(OCSPResponse(der: Array(whole[..<count])).parseError != nil)
        var damaged = whole
        damaged[random(below: whole.count)] = UInt8(random(below: 256))
        damaged[count] = UInt8(random(below: 256))
        _ = OCSPResponse(der: damaged)
      }
    }
    _ = seed
  }
}
