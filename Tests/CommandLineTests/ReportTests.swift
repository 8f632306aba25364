import Foundation
import TestSupport
import Testing

@Suite("Reports from the command line", Tool.whenBuilt)
struct ReportTests {
  @Test("One run writes several reports, each the bytes of --format")
  func severalReports() throws {
    let folder = try TemporaryFolder(Sketches.blocking)
    let out = try TemporaryFolder()
    let outcome = try Tool.run([
      folder.path, "--format", "json", "--report", "sarif=\(out.path("a.sarif"))", "--report",
      "json=\(out.path("a.json"))",
    ])
    #expect(outcome.code == 1)
    #expect(try out.bytes("a.json") == outcome.output)
    #expect(try out.bytes("a.sarif") == Tool.run([folder.path, "--format", "sarif"]).output)
  }

  @Test("A report that cannot be written is told, with the path")
  func unwritable() throws {
    let folder = try TemporaryFolder(Sketches.clean)
    let outcome = try Tool.run([folder.path, "--report", "sarif=/nowhere/at-all.sarif"])
    #expect(outcome.code == 2)
    #expect(outcome.complaint.contains("/nowhere/at-all.sarif"))
  }

  @Test("JSON and SARIF are JSON, and tell nothing of this machine", arguments: ["json", "sarif"])
  func machineFormats(format: String) throws {
    let folder = try TemporaryFolder(Sketches.broken(Sketches.blocking))
    let outcome = try Tool.run(["--format", format], in: folder.path)
    #expect(try JSONSerialization.jsonObject(with: Data(outcome.output)) is [String: Any])
    #expect(!outcome.text.contains(folder.path))
    #expect(outcome.text.hasSuffix("}\n"))
  }

  @Test(
    "The folder one stands in and the spelling of the path change no machine format", arguments: Tool.machineFormats)
  func folders(format: String) throws {
    let folder = try TemporaryFolder(Sketches.broken(Sketches.blocking))
    let inside = try Tool.run([".", "--format", format], in: folder.path).output
    #expect(try Tool.run(["--format", format], in: folder.path).output == inside)
    #expect(try Tool.run([folder.path, "--format", format], in: "/").output == inside)
    #expect(try Tool.run([folder.path + "/", "--format", format], in: "/").output == inside)
  }

  @Test("Threads, locale, time zone and colour wishes change no machine format", arguments: Tool.machineFormats)
  func environment(format: String) throws {
    let folder = try TemporaryFolder(Sketches.broken(Sketches.blocking))
    let flags = [folder.path, "--format", format]
    let expected = try Tool.run(flags + ["--threads", "1"]).output
    #expect(try Tool.run(flags + ["--threads", "16"]).output == expected)
    #expect(try Tool.run(flags, environment: ["LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu"]).output == expected)
    #expect(try Tool.run(flags + ["--color", "always"]).output == expected)
    #expect(try Tool.run(["--color=always", "--threads=2", "--format=\(format)", folder.path]).output == expected)
  }

  @Test("The text is the same too, but for the time in its last line")
  func text() throws {
    let folder = try TemporaryFolder(Sketches.broken(Sketches.blocking))
    func text(_ flags: [String], _ environment: [String: String] = [:]) throws -> String {
      let outcome = try Tool.run(flags, in: folder.path, environment: environment)
      #expect(outcome.text.hasSuffix("s\n"))
      return outcome.text.replacing(#/ · [0-9.]+ m?s\n$/#, with: "")
    }
    let expected = try text([".", "--threads", "1"])
    #expect(!expected.isEmpty)
    #expect(try text([folder.path + "/", "--threads", "16"]) == expected)
    #expect(try text([], ["LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu"]) == expected)
  }

  @Test("Colours appear on demand alone where no terminal reads")
  func colours() throws {
    let folder = try TemporaryFolder(Sketches.blocking)
    #expect(!(try Tool.run([folder.path])).output.contains(0x1B))
    #expect(try Tool.run([folder.path, "--color", "always"]).output.contains(0x1B))
    let refused = try Tool.run([folder.path], environment: ["NO_COLOR": "1"])
    #expect(!refused.output.contains(0x1B))
    #expect(try Tool.run([folder.path], environment: ["FORCE_COLOR": "1"]).output.contains(0x1B))
    #expect(try !Tool.run([folder.path], environment: ["FORCE_COLOR": "0"]).output.contains(0x1B))
    #expect(try !Tool.run([folder.path], environment: ["FORCE_COLOR": "1", "NO_COLOR": "1"]).output.contains(0x1B))
    #expect(try !Tool.run([folder.path, "--format", "json"], environment: ["FORCE_COLOR": "1"]).output.contains(0x1B))
  }

  @Test("The last line of the text report counts what was found and what was examined")
  func summary() throws {
    let folder = try TemporaryFolder(Sketches.broken(Sketches.blocking))
    let last = try #require(try Tool.run([folder.path]).lines.last)
    #expect(last.contains("1 error"))
    #expect(last.contains("2 files examined"))
    #expect(last.contains("1 could not be examined"))
  }

  @Test("--only and --skip choose rules and categories")
  func selection() throws {
    let folder = try TemporaryFolder(Sketches.blocking)
    for names in ["sync-call-in-handler", "event-loop", "event-loop/sync-call-in-handler"] {
      #expect(try Tool.run([folder.path, "--only", names]).code == 1)
      #expect(try Tool.run([folder.path, "--skip", names]).code == 0)
    }
  }

  @Test("A page of one's own that is broken is refused with its place")
  func brokenPage() throws {
    let folder = try TemporaryFolder(Sketches.clean)
    let pages = try TemporaryFolder(["own/no-front-matter.md": "# A page without front matter\n\nText.\n"])
    let outcome = try Tool.run([folder.path, "--rules", pages.path])
    #expect(outcome.code == 2)
    #expect(outcome.complaint.contains("own/no-front-matter.md:1:1"))
  }

  @Test("The rule book and each of its pages can be read")
  func rules() throws {
    let listing = try Tool.run(["rules"])
    #expect(listing.code == 0)
    #expect(listing.text.contains("sync-call-in-handler"))
    #expect(
      try JSONSerialization.jsonObject(with: Data(Tool.run(["rules", "--format", "json"]).output)) is [String: Any])
    let page = try Tool.run(["explain", "sync-call-in-handler"])
    #expect(page.code == 0)
    #expect(page.text.contains("Why"))
    #expect(try Tool.run(["explain", "event-loop/sync-call-in-handler"]).output == page.output)
  }

  @Test("A page explained in JSON has the words of SARIF's help")
  func explained() throws {
    func object(_ flags: [String], in folder: String? = nil) throws -> [String: Any] {
      let outcome = try Tool.run(flags, in: folder)
      return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    }
    let folder = try TemporaryFolder(Sketches.clean)
    let run = try #require((try object(["--format", "sarif"], in: folder.path)["runs"] as? [[String: Any]])?.first)
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    let ids = rules.compactMap { $0["id"] as? String }
    #expect(ids.count > 100)
    let pages = try #require(try object(["explain", "--format", "json"] + ids)["rules"] as? [[String: Any]])
    #expect(pages.compactMap { $0["id"] as? String } == ids)
    for (rule, page) in zip(rules, pages) {
      #expect(rule["help"] as? [String: String] == page["help"] as? [String: String])
      #expect(!(page["sections"] as? [[String: String]] ?? []).isEmpty)
    }
  }

  @Test("Every fixture project is audited whole", arguments: ["express-shop", "express-clean", "monorepo", "nest-api"])
  func fixtures(name: String) throws {
    let outcome = try Tool.run([Fixture.path("projects/\(name)")])
    #expect(outcome.code == (name == "express-clean" ? 0 : 1))
    #expect(outcome.complaint.isEmpty)
  }
}
