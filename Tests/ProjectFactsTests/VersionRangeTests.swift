import ProjectFacts
import Testing

@Suite("Versions and ranges")
struct VersionRangeTests {
  @Test(
    "A range admits what npm's own says",
    arguments: [
      ("^1.2.3", "1.9.0", true), ("^1.2.3", "1.2.2", false), ("^1.2.3", "2.0.0", false),
      ("^1.2.3", "2.0.0-rc.1", false),
      ("^0.2.3", "0.2.9", true), ("^0.2.3", "0.3.0", false), ("^0.0.3", "0.0.3", true), ("^0.0.3", "0.0.4", false),
      ("^0.0", "0.0.9", true), ("^0", "0.9.0", true), ("^0.x", "0.9.0", true), ("~1.2.3", "1.2.9", true),
      ("~1.2.3", "1.3.0", false), ("~1", "1.9.9", true), ("~>1.2", "1.2.7", true), ("1.x", "1.5.0", true),
      ("1.2.*", "1.2.9", true), ("1", "2.0.0", false), ("*", "7.1.0", true), ("", "7.1.0", true),
      ("*", "7.1.0-beta", false), (">=1.2.3 <2", "1.9.9", true), (">=1.2.3 <2", "2.0.0", false), (">1", "1.9.0", false),
      (">1", "2.0.0", true), ("<=2", "2.9.9", true), ("<2.0", "2.0.0-beta", false), ("1.2 - 2.3", "2.3.9", true),
      ("1.2 - 2.3", "2.4.0", false), ("1.2.3 - 2.3.4", "2.3.4", true), ("^1 || ^3", "3.1.0", true),
      ("^1||^3", "2.1.0", false), ("^1.2.3-beta.2", "1.2.3-beta.4", true), ("^1.2.3-beta.2", "1.2.4-beta.4", false),
      ("^1.2.3-beta.2", "1.3.0", true), (">= 1.2.3", "1.2.3", true), ("v1.2.3", "1.2.3", true),
      ("=1.2.3", "1.2.4", false),
      ("1.2.3+build", "1.2.3", true), ("^5.0.0-alpha.1", "5.0.0-alpha.10", true),
    ])
  func admits(_ range: String, _ version: String, _ expected: Bool) throws {
    let range = try #require(VersionRange(range))
    #expect(range.contains(try #require(SemanticVersion(version))) == expected)
  }

  @Test(
    "Tags, addresses and protocols are no ranges",
    arguments: [
      "latest", "next", "github:a/b", "git+ssh://git@host/a.git", "file:../a", "workspace:*", "npm:a@1", "1.2.3.4",
      "^^1",
      "1 - 2 - 3", "http://a/b.tgz", "^", "a || 1", "99999999999999999999.0.0",
    ])
  func refuses(_ text: String) { #expect(VersionRange(text) == nil) }

  @Test("What a range says of its ends")
  func ends() throws {
    #expect(try #require(VersionRange(">=1")).isBoundedAbove == false)
    #expect(try #require(VersionRange("*")).isBoundedAbove == false)
    #expect(try #require(VersionRange("^1 || ^2")).isBoundedAbove)
    #expect(try #require(VersionRange("1.2.3")).isExact)
    #expect(try #require(VersionRange("^1 || ^3 || ^4")).lowestMajors == [1, 3, 4])
    #expect(try #require(VersionRange(">=18.2")).lowerBound == SemanticVersion(18, 2, 0))
  }

  @Test("Prereleases come before their release, numbers before words")
  func order() throws {
    let texts = [
      "1.0.0-1", "1.0.0-2", "1.0.0-10", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-beta", "1.0.0", "1.0.1", "1.10.0",
    ]
    let versions = try texts.map { try #require(SemanticVersion($0)) }
    #expect(versions.sorted() == versions)
  }
}
