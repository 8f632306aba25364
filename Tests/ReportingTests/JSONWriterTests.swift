import Foundation
import TestSupport
import Testing

@testable import Reporting

@Suite("JSON writing")
struct JSONWriterTests {
  private func written(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    body(&writer)
    return String(decoding: writer.finish(), as: UTF8.self)
  }

  @Test("Blocks stand over lines, leaves in one, empty ones closed at once")
  func layout() {
    let text = written { writer in
      writer.object { root in
        root.member("a", 1)
        root.object("leaf", .line) { leaf in
          leaf.member("b", true)
          leaf.array("c") { $0.number(-2) }
          leaf.object("d") { _ in }
        }
        root.array("list") { list in
          list.string("x")
          list.null()
        }
        root.array("none") { _ in }
      }
    }
    assertText(
      text,
      equals: """
        {
          "a": 1,
          "leaf": { "b": true, "c": [-2], "d": {} },
          "list": [
            "x",
            null
          ],
          "none": []
        }

        """)
  }

  @Test(
    "Strings come back as they were",
    arguments: [
      "", "plain", "\"\\/\u{08}\u{0C}\n\r\t", "\u{0}\u{1F}\u{7F}\u{9F}", "</script></", "a\u{2028}\u{2029}b",
      "日本語 😀 e\u{301}", "\u{202E}\u{FEFF}\u{200B}", "\u{E0041}", "\u{10FFFF}\u{FFFD}",
    ])
  func strings(_ text: String) throws {
    let json = written { $0.array { $0.string(text) } }
    let back = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String])
    #expect(back.first.map { Array($0.utf8) } == Array(text.utf8))
  }

  @Test("What ends lines of JavaScript, closes a script element or cannot be seen is escaped")
  func escapes() {
    let json = written { $0.string("</a>\u{2028}\u{202E}\u{E0041}\u{1B}") }
    #expect(json == "\"<\\/a>\\u2028\\u202e\\udb40\\udc41\\u001b\"\n")
  }
}
