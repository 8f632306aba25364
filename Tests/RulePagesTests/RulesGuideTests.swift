import Foundation
import RulePages
import Testing

/// `Rules/README.md` restates tables that the reader enforces; here they are compared.
struct RulesGuideTests {
  private static let guide: String = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return (try? String(contentsOf: root.appending(path: "Rules/README.md"), encoding: .utf8)) ?? ""
  }()

  /// The words in the first column of the tables under a heading.
  private func words(under heading: String) -> [String] {
    let sections = Self.guide.split(separator: "\n## ")
    let section = sections.first { $0.hasPrefix(heading + "\n") } ?? ""
    return section.matches(of: #/\n\| `([a-z-]+)` \|/#).map { String($0.1) }
  }

  @Test("The guide explains each tag there is, in alphabetical order")
  func tags() {
    #expect(words(under: "Tags") == RuleTag.allCases.map(\.rawValue).sorted())
  }

  @Test("The guide explains each disguise there is")
  func disguises() {
    #expect(words(under: "Disguises") == ExampleDisguise.allCases.map(\.rawValue))
  }

  @Test("The guide explains each key that a page may have")
  func keys() throws {
    let refusal = try #require(read(soundPage.replacing("cwe:", with: "cve:")).problems.first?.message)
    let keys = refusal.split(separator: "there are ").last.map { $0.split(separator: ", ").map(String.init) } ?? []
    #expect(Set(words(under: "Front matter")) == Set(keys))
  }

  @Test("The guide names each language that a fence may have")
  func languages() {
    for language in ExampleLanguage.allCases { #expect(Self.guide.contains("`\(language.rawValue)`")) }
  }
}
