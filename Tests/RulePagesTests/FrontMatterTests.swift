import DataFormats
import SourceText
import Testing

struct FrontMatterTests {
  private func problems(_ line: String) -> [String] {
    FrontMatter(reading: Array("---\n\(line)\n---\n".utf8)).problems.map(\.message)
  }

  @Test("Scalars, quoted scalars and lists keep their spans")
  func valuesAreRead() throws {
    let text = """
      ---
      # a comment
      plain: two words  # another
      number: 0.1.0
      double: "a \\"b\\" \\\\ # [c]"
      single: 'it''s'
      list: [a, "b, c", 390, ]
      empty: []
      ---
      # Title
      """
    let matter = FrontMatter(reading: Array(text.utf8))
    #expect(matter.problems == [])
    #expect(
      matter.entries.map { $0.value.scalars.map(\.text) } == [
        ["two words"], ["0.1.0"], ["a \"b\" \\ # [c]"], ["it's"], ["a", "b, c", "390"], [],
      ])
    let file = SourceFile(path: "page.md", text: text)
    #expect(matter.entries.map { file.text(in: $0.keySpan) } == matter.entries.map(\.key))
    #expect(file.text(in: try #require(matter["list"]).value.scalars[1].span) == "\"b, c\"")
    #expect(file.text(in: try #require(matter["double"]).valueSpan).hasSuffix("# [c]\""))
    #expect(file.text(in: Span(matter.end, text.utf8.count)) == "# Title")
  }

  @Test(
    "What YAML would read differently is refused",
    arguments: [
      "a:", "a:b", "a: [b", "a: [b c]]", "a: \"b", "a: 'b", "a: \"b\" c", "a: \"\\n\"", "a: b: c", "a: &b", "a: *b",
      "a: !b", "a: |", "a: {b: c}", "a: [[b]]", "  a: b", "a", "- a", "A: b", "a: [,]", "a: @b",
    ])
  func doubtfulLinesAreRefused(line: String) {
    #expect(problems(line).count == 1)
  }

  @Test("The first of two equal keys is kept, the second refused")
  func doubledKeyIsRefused() {
    let matter = FrontMatter(reading: Array("---\na: 1\na: 2\n---\n".utf8))
    #expect(matter.entries.map { $0.value.scalars[0].text } == ["1"])
    #expect(matter.problems.map(\.span) == [Span(9, 10)])
  }

  @Test(
    "A page without front matter, or with one that does not end, has none", arguments: ["", "# T\n", "---\na: 1\n"])
  func missingIsRefused(text: String) {
    let matter = FrontMatter(reading: Array(text.utf8))
    #expect(matter.problems.count == 1)
    #expect(matter.end == 0)
  }
}

struct MarkdownBlocksTests {
  private func dump(_ text: String) -> [String] {
    let file = SourceFile(path: "page.md", text: text)
    return MarkdownBlocks(reading: file.bytes).blocks.map { block in
      switch block {
      case .heading(let heading): "h\(heading.level) \(file.text(in: heading.text))"
      case .fence(let fence):
        "fence\(fence.isClosed ? "" : "?") \(file.text(in: fence.info)) | \(file.text(in: fence.content))"
      case .paragraph(let span): "p \(file.text(in: span))"
      case .list(let list): "list " + list.items.map { file.text(in: $0) }.joined(separator: " | ")
      }
    }
  }

  @Test("Headings end paragraphs, and closing signs are no words")
  func headings() {
    #expect(dump("# A\ntext\n## B ##\n#no\n###### F\n# C#\n") == ["h1 A", "p text", "h2 B", "p #no", "h6 F", "h1 C#"])
  }

  @Test("A longer fence holds shorter ones, and tildes hold backticks")
  func nestedFences() {
    #expect(dump("````md x\n```js\na\n```\n````\n") == ["fence md x | ```js\na\n```\n"])
    #expect(dump("~~~\n```\n~~~\n") == ["fence  | ```\n"])
    #expect(dump("```js\n# no heading\n\n``\n```   \n") == ["fence js | # no heading\n\n``\n"])
  }

  @Test("A fence that nobody closes ends with the page")
  func openFence() {
    #expect(dump("```js\na") == ["fence? js | a"])
  }

  @Test("What is indented under an item belongs to it, fences too")
  func lists() {
    #expect(
      dump("- a\n  more\n\n  ```js\n# x\n  ```\n- b\n\ntext\n1. c\n") == [
        "list - a\n  more\n\n  ```js\n# x\n  ``` | - b", "p text\n1. c",
      ])
    #expect(dump("* a\n# T\n") == ["list * a", "h1 T"])
  }

  @Test("Tables, quotes and HTML pass as prose")
  func prose() {
    #expect(dump("| a |\n|---|\n\n> q\n\n<b>\n") == ["p | a |\n|---|", "p > q", "p <b>"])
  }

  @Test("Spans stand in order and cover all that is not blank")
  func spansCover() {
    let text = soundPage
    var offset = 0
    let bytes = Array(text.utf8)
    for block in MarkdownBlocks(reading: bytes).blocks {
      #expect(bytes[offset..<Int(block.span.start)].allSatisfy { $0 == 0x0A || $0 == 0x20 })
      offset = Int(block.span.end)
    }
    #expect(bytes[offset...].allSatisfy { $0 == 0x0A })
  }
}
