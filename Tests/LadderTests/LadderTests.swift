import Foundation
import Testing

/// Holds the sources against the ladder in `Package.swift`. SwiftPM refuses cycles between targets, yet an import of
/// something that is linked anyway compiles without being declared; so nothing but this test keeps imports pointing down.
struct LadderTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The rungs from the bottom up, each with the targets it declares to import.
  private static let ladder: [(rung: String, imports: Set<String>)] = {
    let manifest = (try? String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)) ?? ""
    func entries(in part: Substring) -> [(rung: String, imports: Set<String>)] {
      part.matches(of: #/\(\s*"(\w+)",\s*\[([^\]]*)\]/#).map { entry in
        (String(entry.1), Set(entry.2.matches(of: #/"(\w+)"/#).map { String($0.1) }))
      }
    }
    let upper = manifest.firstRange(of: "let upperLadder")?.lowerBound ?? manifest.endIndex
    let end = manifest[upper...].firstRange(of: "let everyRung")?.lowerBound ?? manifest.endIndex
    let rules = manifest.firstMatch(of: #/name: "Rules",\s*dependencies: \[([^\]]*)\]/#)?.1 ?? ""
    let pages = manifest.firstMatch(of: #/name: "rulepress",\s*dependencies: \[([^\]]*)\]/#)?.1 ?? ""
    func names(_ list: Substring) -> Set<String> { Set(list.matches(of: #/"(\w+)"/#).map { String($0.1) }) }
    let rungs = entries(in: manifest[..<upper]) + [("Rules", names(rules))] + entries(in: manifest[upper..<end])
    return rungs + [("rulepress", names(pages)), ("nodevet", Set(rungs.map(\.rung)))]
  }()

  /// Swift files of a rung, as paths from the root.
  private static func files(of rung: String) -> [String] {
    let folder = rung == "Rules" ? rung : "Sources/\(rung)"
    let paths = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
    return (paths?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }.map { "\(folder)/\($0)" }
  }

  @Test("The table in the manifest is found whole")
  func tableIsFound() throws {
    #expect(Self.ladder.count >= 14)
    #expect(Self.ladder.first?.rung == "SourceText")
    for (rung, imports) in Self.ladder where rung != "SourceText" {
      #expect(!imports.isEmpty, "\(rung) imports something")
      #expect(!Self.files(of: rung).isEmpty, "\(rung) has files")
    }
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Sources").path)
      .filter { !$0.hasSuffix(".md") && !$0.hasPrefix(".") }
    #expect(Set(folders).subtracting(Self.ladder.map(\.rung)) == ["EmbedRules"], "every folder is a rung")
  }

  @Test("Each rung declares imports of lower rungs alone", arguments: ladder.map(\.rung))
  func declarationsPointDown(rung: String) {
    let below = Set(Self.ladder.map(\.rung).prefix { $0 != rung })
    let declared = Self.ladder.first { $0.rung == rung }?.imports ?? []
    #expect(declared.subtracting(below) == [])
  }

  @Test("Each file imports what its rung declares", arguments: ladder.map(\.rung))
  func importsAreDeclared(rung: String) throws {
    let ours = Set(Self.ladder.map(\.rung))
    let declared = Self.ladder.first { $0.rung == rung }?.imports ?? []
    for file in Self.files(of: rung) {
      let text = try String(contentsOf: Self.root.appending(path: file), encoding: .utf8)
      for line in text.split(separator: "\n") {
        let kinds =
          #/^\s*(?:@\w+\s+)*(?:\w+\s+)?import\s+(?:(?:struct|class|enum|protocol|func|let|var|typealias)\s+)?(\w+)/#
        guard let module = line.firstMatch(of: kinds).map({ String($0.1) }) else { continue }
        #expect(!ours.contains(module) || declared.contains(module), "\(file): \(line) is not in the ladder")
      }
    }
  }

  @Test("No rung is an attic")
  func noAttic() {
    let attics: Set = ["Core", "Common", "Shared", "Utilities", "Utils", "Helpers", "Extensions", "Models"]
    #expect(attics.isDisjoint(with: Self.ladder.map(\.rung)))
  }
}
