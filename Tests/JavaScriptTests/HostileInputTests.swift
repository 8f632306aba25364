import JavaScript
import SourceText
import Testing

/// Small versions of what `Tests/tools/unbreakable.py` runs at full size and measures. Whatever the bytes, there is a tree
/// that holds what trees promise, and every problem stands inside of the file.
@Suite("Hostile input")
struct HostileInputTests {
  private static let count = 300

  /// What is repeated, and what stands before and after it.
  static let pieces: [(String, String, String)] = [
    ("", "((", ""), ("", "f<A<", ""), ("", "a<b>(c<d, e<f, ", ""), ("", "(a, b?: c, (", ""), ("", "async (a, ", ""),
    ("", "async <T>(a = ", ""), ("", "<T,>(a = ", ""), ("", "a ? (b, (c) : d => ", ""), ("", "a ? (b): c => ", ""),
    ("type A = ", "B<", ""), ("type A = ", "{a: [", ""), ("type A = ", "(a: ", ""), ("type A = ", "B extends C ? ", ""),
    ("", "<a b={", ""), ("", "<a>{", ""), ("", "<>", ""), ("", "`${`", ""), ("", "`${", ""), ("", "*/ /*\n", ""),
    ("", "= /a[\n", ""), ("", "'a\n", ""), ("", "class A { a( {\n", ""), ("", "function a( {\n", ""),
    ("", "f(a, {b: [\n", ""), ("", ")]}", ""), ("", "@a ", ""), ("", "#a in ", ""),
    ("", "+ - ! ~ ** ?? && => ... ", ""),
    ("a", " ? (b) : c => d", ""), ("a", "<b>", ""), ("a", "!", ""), ("a", " as b", ""), ("a", "`b`", ""),
    ("a", "?.[0]", ""),
    ("", "if (a) b; else ", "c"), ("", "a: ", ";"), ("switch (a) {", "case 1:", ""), ("({", "a: 1,", ""),
    ("[", ",", ""),
    ("/", "(", "/u"), ("/", "[", "]/v"), ("/", "a{1,2}?", "/"), ("/", "(?<a>", "/"), ("'", "\\u{000061}", "'"),
    ("", "\\u0061", ""), ("1", "_1", ""), ("", "v\\u0061r a; \\u{69}f (a) ;\n", ""),
    ("", "'\\uD800' + `\\uDFFF`\n", ""),
    ("", "\u{FEFF}", ""), ("", "a\u{2028}b\u{2029}c\u{85}d\r", ""), ("", "<<<<<<< a\n=======\n>>>>>>> b\n", ""),
    ("", "abstract declare type namespace\n", ""), ("<a", " b='c", ""), ("", "{ let a", "}"), ("/*", "*", ""),
    ("", "<!--", ""), ("", "\n-->", ""), ("", "import {", ""), ("", "export default ", ""), ("enum A {", "b = {", ""),
  ]

  static let malformed: [[UInt8]] = [
    [0], [0xFF], [0xFF, 0xFE], [0xFE, 0xFF], [0xE2, 0x80], [0xF0, 0x9F], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0x27, 0],
    [0x2F, 0x2A, 0], [0x61, 0, 0x62, 0], [0x60, 0xFF], [0x3C, 0x61, 0x3E, 0xE2], [0x5C, 0xFF], [0x2F, 0xFF],
  ]

  private func check(_ source: [UInt8], _ what: String) {
    let text = String(decoding: source, as: UTF8.self)
    for language in [ParseOptions.Language.js, .tsx, .ts] {
      let wrong = Parsed.onDeepStack(source, language) { tree in
        tree.problems.filter { Int($0.span.end) > tree.sourceCount || $0.span.start > $0.span.end }.map(\.message)
          + (tree.problems.count > 300 ? ["\(tree.problems.count) problems"] : [])
          + TreeCheck.complaints(about: tree).map { "\($0.span.start)..\($0.span.end) \($0.message)" }
      }
      #expect(wrong == [], "\(what) in \(language): \(text.prefix(40))")
    }
  }

  @Test(
    "Pieces that open, stop short or may mean two things, hundreds of times",
    arguments: 0..<HostileInputTests.pieces.count)
  func texts(_ index: Int) {
    let (before, piece, after) = Self.pieces[index]
    check(Array((before + String(repeating: piece, count: Self.count) + after).utf8), "repeated")
    // Each with what could follow it, once.
    for tail in ["'", "`", "/*", "\\", "<", "{", "..."] {
      check(Array((before + piece + after + tail).utf8), "before \(tail)")
    }
  }

  @Test("Bytes that are no text", arguments: 0..<HostileInputTests.malformed.count)
  func bytes(_ index: Int) {
    check(Self.malformed[index], "alone")
    check(Array(repeatElement(Self.malformed[index], count: Self.count).joined()), "repeated")
    check(Array("let a = 1\n".utf8) + Self.malformed[index] + Array("\nlet b = 2\n".utf8), "between statements")
    check(Array("f('".utf8) + Self.malformed[index] + Array("')\n".utf8), "in a string")
  }
}
