import Testing

@testable import Reporting

@Suite("Markdown of rule pages")
struct PageMarkdownTests {
  @Test(
    "Marks inside a paragraph, and what only looks like one",
    arguments: [
      ("use `await` here", "use await here"), ("``a ` b``", "a ` b"), ("**not** *this*", "not this"),
      ("[guide](https://a.b/c)", "guide"), ("<https://a.b>", "https://a.b"), ("2 * 3 * 4", "2 * 3 * 4"),
      ("an `open tick", "an `open tick"), ("a[0](x", "a[0](x"), ("`*Sync` and *", "*Sync and *"), ("\\*", "*"),
      ("", ""),
    ])
  func inline(_ markdown: String, _ words: String) {
    #expect(PlainProse.withoutMarks(markdown) == words)
  }

  @Test(
    "The first sentence ends where a reader would end it",
    arguments: [
      ("One. Two.", "One."), ("Uses e.g. this. Then", "Uses e.g. this."), ("Call `a. B` now. Then", "Call `a. B` now."),
      ("No stop", "No stop"), ("Version 1.5 is out! And", "Version 1.5 is out!"), ("A\nb. C\n\nD", "A b."),
      ("\n\nLate. Rest", "Late."),
    ])
  func firstSentence(_ markdown: String, _ sentence: String) {
    #expect(PlainProse.firstSentence(ofMarkdown: markdown) == sentence)
  }

  @Test("Blocks of a section, markers turned into remarks in what is reported")
  func blocks() {
    let markdown = """
      Words
      go on.
      - one
        still one
      - two

      ```js bad file=a.js
      go()  //~ blocks
      //~^ above
      ```
      """
    let code = ExampleCode(info: "js bad file=a.js", lines: ["go()  //~ blocks", "//~^ above"])
    #expect(
      PageBlock.blocks(of: markdown) == [
        .paragraph("Words go on."), .item(marker: "-", text: "one still one"), .item(marker: "-", text: "two"),
        .code(code),
      ])
    #expect(code.verdict == .reported)
    #expect(code.file == "a.js")
    #expect(code.lines[0] == .init(code: "go()", remark: "blocks"))
    #expect(code.lines[1] == .init(code: "", remark: "above", pointsUp: true))
  }

  @Test("A fence that is never closed ends with the section")
  func openFence() {
    #expect(PageBlock.blocks(of: "```\na\nb") == [.code(ExampleCode(info: "", lines: ["a", "b"]))])
  }
}

@Suite("Strings of SARIF")
struct SARIFTextTests {
  @Test(
    "Paths become relative references",
    arguments: [
      ("src/a.js", "src/a.js"), ("a b/c#d%.js", "a%20b/c%23d%25.js"), ("c:/x", "c%3A/x"), ("ü", "%C3%BC"), ("", "."),
      ("/etc/x", "etc/x"), ("a\\b", "a%5Cb"), ("[id].js", "%5Bid%5D.js"),
    ])
  func uris(_ path: String, _ uri: String) {
    #expect(SARIFText.uri(ofPath: path) == uri)
  }

  @Test("Messages end like sentences", arguments: [("a", "a."), ("a.", "a."), ("a?", "a?"), ("", "No description.")])
  func sentences(_ text: String, _ sentence: String) {
    #expect(SARIFText.message(text) == sentence)
  }

  @Test("Names are ids in Pascal case")
  func names() {
    #expect(SARIFText.pascalCase("sync-call-in-handler") == "SyncCallInHandler")
  }
}
