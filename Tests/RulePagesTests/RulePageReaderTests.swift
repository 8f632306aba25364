import Findings
import RulePages
import SourceText
import Testing

struct RulePageReaderTests {
  @Test("A sound page becomes a value with every field it states")
  func soundPageIsRead() throws {
    let reading = read(soundPage)
    #expect(reading.problems.map(\.description) == [])
    let page = try #require(reading.page)
    #expect(page.path == "event-loop/waiting-call.md")
    #expect(page.id == "waiting-call")
    #expect(page.category == "event-loop")
    #expect(page.severity == .error)
    #expect(page.confidence == .high)
    #expect(page.tags == ["event-loop", "availability"])
    #expect(page.cwe == [1322])
    #expect(page.since == "0.1.0")
    #expect(page.appliesTo == [.source])
    #expect(page.disguises == ExampleDisguise.allCases)
    #expect(page.title == "Waiting on the request path")
    #expect(page.summary == "A handler calls a function that waits.")
    #expect(page.markdown(of: .fix) == "- Do not wait.")
    #expect(page.markdown(of: .references) == nil)
    #expect(page.card.sections.map(\.heading) == ["Why", "Fix", "Examples", "Limits"])
  }

  @Test("A where fence governs the patterns above it, and the spans of both point into the page")
  func groupsAreRead() throws {
    let text = soundPage.replacing(
      "## Match\n", with: "## Match\n\n```js\nwait($CALL, $ROUTE)\n```\n\n```where\n$CALL is empty\n```\n\nOr:\n")
    let page = try #require(read(text).page)
    guard case .match(let match) = page.logic else {
      Issue.record("the page has patterns")
      return
    }
    #expect(match.message == "$CALL waits on $ROUTE")
    #expect(match.at == "CALL")
    #expect(match.groups.map { $0.patterns.map(\.text) } == [["wait($CALL, $ROUTE)\n"], ["$CALL($$$)\n"]])
    for group in match.groups {
      let constraints = try #require(group.constraints)
      #expect(page.text(in: constraints.span) == constraints.text)
      for pattern in group.patterns { #expect(page.text(in: pattern.span) == pattern.text) }
    }
  }

  @Test("A page with a check needs no patterns and no message")
  func checkIsRead() throws {
    var text = soundPage.replacing("message: \"$CALL waits on $ROUTE\"\nat: $CALL", with: "check: WaitingCall")
    let start = try #require(text.firstRange(of: "## Match"))
    let end = try #require(text.firstRange(of: "## Examples"))
    text.removeSubrange(start.lowerBound..<end.lowerBound)
    let page = try #require(read(text).page)
    guard case .check("WaitingCall") = page.logic else {
      Issue.record("expected a check, got \(page.logic)")
      return
    }
  }

  @Test("Examples are projects of files, with markers cut out and counted by line")
  func examplesAreRead() throws {
    let text = soundPage.replacing(
      "### At start-up",
      with: """
        ### Two files

        ```json file=package.json
        { "name": "shop" }
        ```

        ```gitignore bad file=.gitignore
        node_modules
        package-lock.json  #~ keeps it out
        ```

        ### At start-up
        """)
    let examples = read(text).examples
    #expect(examples.map(\.name) == ["In the handler", "Two files", "At start-up"])
    #expect(examples.map(\.isBad) == [true, true, false])
    let files = try #require(examples.dropFirst().first).files
    #expect(files.map(\.path) == ["package.json", ".gitignore"])
    #expect(files.map(\.role) == [.context, .bad])
    #expect(String(decoding: files[1].bytes, as: UTF8.self) == "node_modules\npackage-lock.json\n")
    #expect(files[1].markers.map(\.line) == [2])
    #expect(files[1].markers.map(\.text) == ["keeps it out"])
    let pageLines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(pageLines[files[1].firstPageLine - 1] == "node_modules")
  }

  @Test("Line ends of Windows change nothing but the bytes")
  func carriageReturnsAreRead() throws {
    let reading = read(soundPage.replacing("\n", with: "\r\n"))
    #expect(reading.problems.map(\.description) == [])
    #expect(reading.page?.summary == "A handler calls a function that waits.")
    let file = try #require(reading.examples.first?.files.first)
    #expect(file.markers.map(\.line) == [2])
    #expect(String(decoding: file.bytes, as: UTF8.self).hasSuffix("readFileSync(\"a\"))\r\n"))
  }

  @Test(
    "A page that breaks the format is refused at the place",
    arguments: [
      ("severity: error", "severity: fatal", "2:11: error: `fatal` is no value of `severity`"),
      ("severity: error\n", "", "8:1: error: the front matter does not say `severity`"),
      ("severity: error", "severty: error", "2:1: error: unknown key `severty`"),
      ("tags: [event-loop, availability]", "tags: [event-loop, speed]", "4:20: error: `speed` is no value of `tags`"),
      ("tags: [event-loop, availability]", "tags: [event-loop, event-loop]", "4:20: error: `event-loop` stands twice"),
      ("tags: [event-loop, availability]", "tags: []", "4:7: error: `tags` is empty"),
      ("cwe: [1322]", "cwe: [CWE-1322]", "5:7: error: `cwe` holds numbers"),
      ("since: 0.1.0", "since: next", "6:8: error: `since` is a version"),
      ("at: $CALL", "at: CALL", "8:5: error: `at` is a metavariable"),
      ("at: $CALL", "at: $OTHER", "8:5: error: the pattern in line 27 does not bind `$OTHER`"),
      ("$CALL waits", "$WHAT waits", "7:10: error: the pattern in line 27 does not bind `$WHAT`"),
      ("at: $CALL", "check: WaitingCall", "7:10: error: `message` and `at` belong to pages with `## Match`"),
      ("at: $CALL", "disguises-except: [renamed]", "8:1: error: `disguises-except` needs a `disguise-reason`"),
      ("message: \"$CALL waits on $ROUTE\"\nat: $CALL\n", "", "22:1: error: a page with `## Match` says its `message`"),
      ("# Waiting on", "## Waiting on", "11:1: error: the front matter is followed by `# Title`"),
      ("A handler calls a function\nthat waits.\n", "", "11:1: error: the title is followed by one paragraph"),
      ("that waits.\n", "that waits.\n\nAnd more.\n", "16:1: error: between the summary and `## Why`"),
      ("## Why", "## Reasons", "16:1: error: unknown heading “Reasons”"),
      ("## Why", "## Fix", "20:1: error: `## Fix` stands twice"),
      ("## Fix", "## Limits", "24:1: error: `## Match` stands before `## Limits`"),
      ("## Why\n\nOthers wait too.", "## Why", "16:1: error: `## Why` is empty"),
      ("## Limits\n\nComputed names are missed.\n", "", "50:1: error: the page has no `## Limits`"),
      ("- Do not wait.", "### Deep", "22:1: error: unknown heading “Deep” of level 3"),
      ("```js\n$CALL", "```python\n$CALL", "26:4: error: fences under `## Match` are `js` or `ts`"),
      ("$CALL($$$)\n", "", "26:1: error: this fence is empty"),
      ("```js\n$CALL($$$)\n```\n", "", "27:1: error: a `where` fence stands under the patterns"),
      ("### In the handler", "In the handler", "39:1: error: a fence of an example stands under a heading"),
      ("### At start-up", "### In the handler", "44:1: error: two tests are named “In the handler”"),
      ("### At start-up", "#### At start-up", "44:1: error: under `## Examples`, `### Name` begins a test"),
      ("```js bad", "```js", "41:43: error: a marker in a fence that is not `bad`"),
      ("  //~ waits on GET /", "", "39:4: error: a `bad` fence marks what is found"),
      ("//~ waits on GET /", "//~", "41:43: error: a marker names a part of the message"),
      ("//~ waits on GET /", "//~waits", "41:43: error: a blank stands between a marker and its text"),
      ("//~ waits on GET /", "//~^^ waits", "41:43: error: the marker points above the first line"),
      ("```js good", "```js", "44:1: error: no fence of this example is `bad` or `good`"),
      ("```js good", "```js god", "46:4: error: an info string is"),
      ("```js good", "```js file=b.js good", "46:4: error: an info string is"),
      ("```js good", "```coffee good", "46:4: error: a fence begins with its language"),
      ("```js good", "``` good", "46:5: error: a fence begins with its language"),
      ("```js good", "```json good", "46:4: error: a fence in `json` names its file"),
      ("```js good", "```js good file=b.ts", "46:4: error: `js` and the file name b.ts say different languages"),
      ("```js good", "```json good file=b.ts", "46:4: error: `json` and the file name b.ts say different languages"),
      ("```js good", "```js good file=../b.js", "46:4: error: `file=` is a path inside the example"),
      ("```js good", "```js good file=/b.js", "46:4: error: `file=` is a path inside the example"),
      ("```js good", " ```js good", "46:1: error: a fence begins in the first column"),
      ("(\"a\")\n```", "(\"a\")", "46:1: error: this fence is not closed"),
      ("Others", "Oth\u{7}ers", "18:1: error: this line holds a control character"),
      ("Others", "Oth\rers", "18:4: error: lines end with"),
      ("Others", "Oth\u{2028}ers", "18:4: error: lines end with `\\n`, not with U+2028"),
    ])
  func brokenPageIsRefused(part: String, replacement: String, problem: String) {
    let text = soundPage.replacing(part, with: replacement)
    #expect(text != soundPage)
    let reading = read(text)
    #expect(reading.page == nil)
    #expect(reading.examples.isEmpty)
    let problems = reading.problems.map(\.description)
    #expect(problems.contains { $0.hasPrefix("event-loop/waiting-call.md:" + problem) }, "\(problems)")
  }

  @Test("Bad and good examples are both required")
  func bothKindsAreRequired() throws {
    let start = try #require(soundPage.firstRange(of: "### At start-up"))
    let end = try #require(soundPage.firstRange(of: "## Limits"))
    var text = soundPage
    text.removeSubrange(start.lowerBound..<end.lowerBound)
    #expect(read(text).problems.map(\.message) == ["no example is `good`: a page shows what it leaves alone"])
  }

  @Test(
    "The path alone names rule and category",
    arguments: ["waiting-call.md", "event-loop/WaitingCall.md", "event loop/waiting-call.md", "event-loop/-call.md"])
  func badPathIsRefused(path: String) {
    let reading = read(soundPage, path: path)
    #expect(reading.page == nil)
    #expect(reading.problems.map(\.position) == [Position(line: 1, column: 1)])
  }

  @Test("Folders in front of the category are kept for problems alone")
  func longPathIsShortened() {
    #expect(
      read(soundPage, path: "/home/me/Rules/event-loop/waiting-call.md").page?.path == "event-loop/waiting-call.md")
    let problems = read("", path: "/home/me/Rules/event-loop/waiting-call.md").problems
    #expect(problems.map(\.path) == ["/home/me/Rules/event-loop/waiting-call.md"])
  }

  @Test(
    "Every prefix of a page is refused without trouble",
    arguments: Array(stride(from: 0, to: soundPage.utf8.count, by: 7)))
  func prefixIsRefused(length: Int) {
    let reading = RulePageReader.read(path: "a/b.md", bytes: Array(soundPage.utf8.prefix(length)))
    #expect((reading.page == nil) == !reading.problems.isEmpty)
    // Without `## Limits` and its text there is no page; with them, the last full stop may be missing.
    if length < soundPage.utf8.count - 30 { #expect(reading.page == nil) }
  }

  @Test("What is too large or not text is refused by one problem, not by thousands")
  func hostileBytesAreRefused() {
    let large = RulePageReader.read(path: "a/b.md", bytes: Array(repeating: 0x23, count: RulePageReader.sizeLimit + 1))
    #expect(large.problems.count == 1)
    let headings = "---\n---\n# T\n\nS.\n" + String(repeating: "## a\n", count: 10_000)
    #expect(read(headings).problems.count <= 50)
    #expect(read(headings).page == nil)
    let binary = RulePageReader.read(path: "a/b.md", bytes: (0..<20_000).map { UInt8($0 & 0xFF) })
    #expect(binary.page == nil)
    #expect(binary.problems.count <= 50)
  }

  @Test("Pages with random damage are read or refused, never anything else", arguments: 0..<20)
  func damagedPageIsJudged(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ limit: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state >> 33) % limit
    }
    let pieces = ["```", "---\n", "\n", "[", "\"", "$", "#", "- ", "//~", "#~^", " file=", "\\", "\r\n", "é", "~~~~"]
    for _ in 0..<50 {
      var bytes = Array(soundPage.utf8)
      for _ in 0..<4 {
        let at = next(bytes.count)
        bytes.replaceSubrange(at..<min(at + next(12), bytes.count), with: pieces[next(pieces.count)].utf8)
      }
      let reading = RulePageReader.read(path: "a/b.md", bytes: bytes)
      #expect((reading.page == nil) == !reading.problems.isEmpty)
      #expect(reading.problems.allSatisfy { Int($0.span.end) <= bytes.count })
    }
  }
}
