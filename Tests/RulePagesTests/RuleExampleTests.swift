import Findings
import RulePages
import SourceText
import Testing

/// The one bad example of a page that holds these lines.
private func example(_ lines: String, info: String = "js bad") throws -> RuleExample {
  let reading = read(
    soundPage.replacing("### At start-up", with: "### Under test\n\n```\(info)\n\(lines)\n```\n\n### At start-up"))
  #expect(reading.problems.map(\.description) == [])
  return try #require(reading.examples.first { $0.name == "Under test" })
}

private func finding(_ message: String, line: Int, in example: RuleExample, path: String = "example.js") -> Finding {
  let bytes = example.files.first { $0.path == path }?.bytes ?? []
  return Finding(
    rule: "waiting-call", severity: .error, confidence: .high, path: path, span: LineTable(bytes).span(ofLine: line),
    message: message)
}

private func text(_ example: RuleExample) -> String {
  example.files.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: "---\n")
}

struct FindingMarkerTests {
  @Test("A marker is cut out with the blanks in front of it, so that strict JSON stays strict")
  func markerIsCutOut() throws {
    let example = try example("{\n  \"a\": {  \t//~ pins nothing\n  }\n}", info: "json bad file=package.json")
    #expect(text(example) == "{\n  \"a\": {\n  }\n}\n")
    #expect(example.files[0].markers.map(\.line) == [2])
    #expect(example.files[0].markers.map(\.text) == ["pins nothing"])
  }

  @Test("Carets point upwards, a line each")
  func caretsPointUpwards() throws {
    let example = try example("wait(`\n`)\n//~^^ waits\n#~^ ends")
    #expect(text(example) == "wait(`\n`)\n\n\n")
    #expect(example.files[0].markers.map(\.line) == [1, 3])
  }

  @Test("A line carries a marker for each of its findings")
  func twoMarkersOnOneLine() throws {
    let example = try example("a(); b()  //~ a waits //~ b waits")
    #expect(text(example) == "a(); b()\n")
    #expect(example.files[0].markers.map(\.text) == ["a waits", "b waits"])
    #expect(example.files[0].markers.map(\.line) == [1, 1])
  }

  @Test("An address is no marker")
  func addressIsNoMarker() throws {
    let example = try example("get(\"https://~me\")  //~ waits")
    #expect(text(example) == "get(\"https://~me\")\n")
  }

  @Test("Findings and markers are paired one to one")
  func findingsArePaired() throws {
    let example = try example("a(); b()  //~ waits //~ b waits\nc()  //~ c waits")
    let agreeing = [("b waits", 1), ("a waits", 1), ("c waits", 2)].map { finding($0.0, line: $0.1, in: example) }
    #expect(example.disagreements(with: agreeing) == [])
    #expect(example.disagreements(with: agreeing.reversed()) == [])

    let missing = example.disagreements(with: Array(agreeing.dropLast()))
    #expect(missing == [.missing(path: "example.js", example.files[0].markers[2])])

    let twice = example.disagreements(with: agreeing + [agreeing[2]])
    #expect(twice.count == 1)
    guard case .unexpected(_, let pageLine?) = twice.first else {
      Issue.record("expected an unmarked finding, got \(twice)")
      return
    }
    #expect(pageLine == example.files[0].firstPageLine + 1)
  }

  @Test("A finding on another line, with other words or in another file is not the marked one")
  func otherFindingsDisagree() throws {
    let example = try example("a()  //~ a waits\nb()")
    #expect(example.disagreements(with: [finding("a waits", line: 2, in: example)]).count == 2)
    #expect(example.disagreements(with: [finding("sleeps", line: 1, in: example)]).count == 2)
    #expect(example.disagreements(with: [finding("sleeps", line: 1, in: example)], comparingMessages: false) == [])
    #expect(example.disagreements(with: [finding("a waits", line: 1, in: example, path: "other.js")]).count == 2)
  }
}

struct ExampleDisguiseTests {
  @Test("The shift puts a comment on top and moves the markers")
  func shifted() throws {
    let disguised = try #require(try example("'use strict'\na()  //~ waits").disguised(as: .shifted, rule: "r"))
    let lines = text(disguised.example).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix("// ") && lines[0].utf8.count > lines[0].utf16.count)
    #expect(disguised.example.files[0].markers.map(\.line) == [3])
    let found = [finding("waits", line: 3, in: disguised.example)]
    #expect(disguised.example.disagreements(with: found) == [])
  }

  @Test("The shift leaves a hashbang in its line")
  func shiftedUnderHashbang() throws {
    let disguised = try #require(try example("#!/usr/bin/env node\na()  //~ waits").disguised(as: .shifted, rule: "r"))
    #expect(text(disguised.example).hasPrefix("#!/usr/bin/env node\n// "))
    #expect(disguised.example.files[0].markers.map(\.line) == [3])
  }

  @Test("A suppression stands above each marked line, once, and nothing is expected any more")
  func suppressed() throws {
    let example = try example("{\n  a(); b()  //~ a //~ b\n}\nc()  //~ c")
    let disguised = try #require(example.disguised(as: .suppressed, rule: "waiting-call"))
    #expect(
      text(disguised.example) == """
        {
          // nodevet-ignore-next-line waiting-call -- disguise
          a(); b()
        }
        // nodevet-ignore-next-line waiting-call -- disguise
        c()

        """)
    #expect(disguised.suppressionCount == 2)
    #expect(disguised.example.files[0].markers.isEmpty)
  }

  @Test("Commented out, a file holds nothing but comments")
  func commented() throws {
    let disguised = try #require(try example("#!node\na()  //~ waits").disguised(as: .commented, rule: "r"))
    #expect(text(disguised.example) == "// #!node\n// a()\n")
    #expect(disguised.example.files[0].markers.isEmpty)
  }

  @Test("Disguises that would prove nothing are left out")
  func inapplicable() throws {
    let manifest = try example("{}  //~ empty", info: "json bad file=package.json")
    for disguise in ExampleDisguise.allCases { #expect(manifest.disguised(as: disguise, rule: "r") == nil) }
    let good = try #require(read(soundPage).examples.last)
    #expect(good.disguised(as: .suppressed, rule: "r") == nil)
    #expect(good.disguised(as: .commented, rule: "r") == nil)
    #expect(good.disguised(as: .shifted, rule: "r") != nil)
  }

  @Test("Disguises that need a tree are made by the rewriter, file by file", arguments: ExampleDisguise.allCases)
  func rewritten(disguise: ExampleDisguise) throws {
    let disguised = try example("a()  //~ waits").disguised(as: disguise, rule: "r") { asked, file, _ in
      #expect(asked == disguise)
      var file = file
      file.path = "example.ts"
      file.language = .ts
      return file
    }
    #expect((disguised?.example.files.map(\.path) == ["example.ts"]) == disguise.needsTree)
  }

  @Test("A page opts out of a disguise with a reason")
  func optedOut() throws {
    let text = soundPage.replacing(
      "at: $CALL", with: "at: $CALL\ndisguises-except: [renamed, modules]\ndisguise-reason: \"the name is the point\"")
    let page = try #require(read(text).page)
    #expect(page.disguises == [.shifted, .suppressed, .commented, .typescript])
  }
}
