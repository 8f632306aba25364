import JavaScript
import SourceText
import Testing

/// What is wrong with one literal: each problem's text in the file and its message.
private func problems(_ literal: String) -> [String] {
  let source = Array("x = \(literal);\n".utf8)
  let arena = TreeArena()
  defer { withExtendedLifetime(arena) {} }
  let tree = arena.parse(source, options: ParseOptions(language: .js, goal: .script))
  return tree.problems.map { "\(tree.text(in: $0.span)) | \($0.message)" }
}

/// The tree of one literal's pattern, on one line.
private func pattern(_ literal: String) -> String {
  let arena = TreeArena()
  defer { withExtendedLifetime(arena) {} }
  let tree = arena.parse(Array(literal.utf8), options: ParseOptions(language: .js, goal: .script))
  guard let literal = (1...tree.nodeCount).first(where: { tree.kind(NodeID(UInt32($0))) == .regExpLiteral }) else {
    return "no literal"
  }
  let expression = RegularExpression(NodeID(UInt32(literal)), in: tree)
  func text(_ index: Int) -> String {
    let node = expression.nodes[index]
    var result = node.isNegated ? "not " : ""
    result += "\(node.kind)"
    if node.operation != .union { result += " \(node.operation)" }
    if node.value != 0 { result += " \(node.value)" }
    if node.upper != 0 { result += "-\(node.upper)" }
    if node.minimum != 1 || node.maximum != 1 {
      result += " x\(node.minimum)-\(node.maximum == PatternNode.unbounded ? "" : String(node.maximum))"
    }
    if node.isLazy { result += " lazy" }
    let children = expression.children(of: index).map(text)
    return children.isEmpty ? result : "\(result)(\(children.joined(separator: ", ")))"
  }
  return text(0)
}

@Suite("Regular expressions are checked against the whole pattern grammar")
struct RegularExpressionTests {
  @Test(
    "Well-formed patterns pass",
    arguments: [
      "/a|b||/", "/(?:)/", "/a{2}b{2,}c{2,3}?d*?e+?/", "/(?=a)*(?!b){2}/", "/(?<=a)b(?<!c)/", "/{a/", "/a{,2}}]/",
      "/\\c[\\c_\\c1\\c]/", "/\\1(a)\\2\\9/", "/\\k<a>/", "/[\\w-z]/",
      "/[]/", "/[^]/", "/\\u{110000}/", "/\\p{Nothing}/", "/[😀]/", "/[😀-😎]/u", "/\\ud83d\\ude00/u", "/\\u{1F600}+/u",
      "/\\p{L}\\P{Script=Greek}\\p{scx=Berf}\\p{ASCII}/u", "/(?<year>\\d{4})-\\k<year>/", "/\\k<a>(?<a>.)/",
      "/(?<a>x)|(?<a>y)/", "/((?<a>x)|b)|(?<a>y)/u", "/(?<\\u0061b>x)\\k<ab>/", "/(?<größe>.)/",
      "/(?i:a)(?-s:b)(?im-s:c)/",
      "/[\\p{L}--[a-z]]/v", "/[\\w&&\\d&&[0-4]]/v", "/[\\q{abc|d|}x]/v", "/[^\\q{a|b}]/v", "/\\p{RGI_Emoji}/v",
      "/[[a-z][^b]\\-\\&]/v", "/[\\p{RGI_Emoji}&&\\w]/v", "/a{99999999999999999999}/",
      "/[^\\p{RGI_Emoji}&&a]/v", "/\\-/", "/[\\-]/u", "/a/dgimsuy", "/\\//u", "/[/]/",
    ])
  func wellFormed(_ literal: String) {
    #expect(problems(literal) == [])
  }

  @Test(
    "What the grammar has no place for is shown where it stands",
    arguments: [
      ("/a**/", "* | there is nothing before this quantifier to repeat"),
      ("/+/", "+ | there is nothing before this quantifier to repeat"),
      ("/a|{2}/", "{2} | there is nothing before this quantifier to repeat"),
      ("/^*/", "* | an assertion cannot be repeated"),
      ("/\\b{1}/", "{1} | an assertion cannot be repeated"),
      ("/(?<=a)+/", "+ | an assertion cannot be repeated"),
      ("/(?=a)+/u", "+ | an assertion cannot be repeated"),
      ("/a{3,2}/", "{3,2} | the numbers in this quantifier are in the wrong order"),
      (
        "/a{99999999999999999999,99999999999999999998}/",
        "{99999999999999999999,99999999999999999998} | the numbers in this quantifier are in the wrong order"
      ),
      ("/(a/", "( | this group is never closed"),
      ("/a)/", ") | this ')' closes no group; a parenthesis that is meant is written \\)"),
      ("/(?a)/", "(?a | after '(?' stands one of : = ! <= <! <name> or flags like i-m:"),
      ("/[b-a]/", "b-a | the range b-a is in the wrong order"),
      ("/[😀-😎]/", "😀-😎 | the range 😀-😎 is in the wrong order"),
      ("/[\\d-a]/u", "\\d-a | a range goes from character to character, not to or from a set of them"),
      ("/]/u", "] | with the flag u a lone ']' is written \\]"),
      ("/a{/u", "{ | with the flag u a lone '{' is written \\{"),
      ("/\\-/u", "\\- | with the flag u this character is not escaped"),
      ("/\\00/u", "\\0 | with the flag u there are no octal escapes, and references in classes"),
      ("/\\xg/u", "\\x | \\x takes two hexadecimal digits"),
      ("/\\u{110000}/u", "\\u | \\u takes four hexadecimal digits or a code point in braces"),
      ("/\\c1/u", "\\c | \\c takes a letter"),
      ("/(a)\\2/u", "\\2 | the pattern has one group only that can be referred to"),
    ])
  func malformed(_ literal: String, _ problem: String) {
    #expect(problems(literal) == [problem])
  }

  @Test(
    "Names of groups are identifiers, unique among what can match together, and referred to only if they exist",
    arguments: [
      ("/(?<1a>.)/", "<1 | a group's name is an identifier and stands between '<' and '>'"),
      ("/(?<a>.)(?<a>.)/", "<a> | a group with the name 'a' stands before this one in the same alternative"),
      ("/(?<a>.)((?<a>.)|b)/", "<a> | a group with the name 'a' stands before this one in the same alternative"),
      ("/((?<a>.)|b)(?<a>.)/", "<a> | a group with the name 'a' stands before this one in the same alternative"),
      ("/(?<a>.)|b(?<a>.)(?<a>.)/", "<a> | a group with the name 'a' stands before this one in the same alternative"),
      ("/(?<a>.)\\k<b>/", "\\k<b> | no group has the name 'b'"),
      ("/(?<a>.)\\k/", "\\k | '\\k' is followed by the name of a group between '<' and '>'"),
      ("/(?<a>.)[\\k]/", "\\k | '\\k' is followed by the name of a group between '<' and '>'"),
      ("/\\k<a>/u", "\\k<a> | no group has the name 'a'"),
    ])
  func groupNames(_ literal: String, _ problem: String) {
    #expect(problems(literal) == [problem])
  }

  @Test(
    "Modifiers are i, m and s, each once",
    arguments: [
      ("/(?ii:a)/", "i | the modifier 'i' is given twice"),
      ("/(?i-i:a)/", "i | the modifier 'i' is given twice"),
      ("/(?-:a)/", "(?-: | '(?-:' turns no flag on or off"),
      ("/(?i--m:a)/", "- | modifiers have one '-' at most"),
      ("/(?ig:a)/", "g | only the flags i, m and s can be turned on or off in a group"),
      ("/(?i)/", ") | only the flags i, m and s can be turned on or off in a group"),
    ])
  func modifiers(_ literal: String, _ problem: String) {
    #expect(problems(literal) == [problem])
  }

  @Test(
    "Unicode properties are known by their exact names",
    arguments: [
      ("/\\p{greek}/u", "\\p{greek} | there is no Unicode property 'greek'"),
      ("/\\p{Script}/u", "\\p{Script} | the Unicode property 'Script' takes a value after '='"),
      ("/\\p{Script=Klingon}/u", "\\p{Script=Klingon} | the Unicode property 'Script' has no value 'Klingon'"),
      ("/\\p{ASCII=Y}/u", "\\p{ASCII=Y} | the Unicode property 'ASCII' takes no value"),
      ("/\\p{Block=Latin}/u", "\\p{Block=Latin} | there is no Unicode property 'Block'"),
      ("/\\p{RGI_Emoji}/u", "\\p{RGI_Emoji} | 'RGI_Emoji' is a property of strings, which needs the flag v"),
      ("/\\P{RGI_Emoji}/v", "\\P{RGI_Emoji} | 'RGI_Emoji' is a property of strings, which cannot be negated"),
      ("/\\pL/u", "\\p | with the flag u, \\p and \\P are followed by a property in braces"),
    ])
  func properties(_ literal: String, _ problem: String) {
    #expect(problems(literal) == [problem])
  }

  @Test(
    "Classes with the flag v have rules of their own",
    arguments: [
      ("/[(]/v", "( | in a class with the flag v '(' is written \\("),
      (
        "/[a--b&&c]/v", "& | '&&', '--' and plain members are not mixed in one class; a class of their own holds a part"
      ),
      ("/[ab--c]/v", "- | '&&', '--' and plain members are not mixed in one class; a class of their own holds a part"),
      ("/[!!]/v", "!! | '!!' is reserved in a class with the flag v; \\! stands for the character"),
      ("/[a&&&b]/v", "& | '&' is written \\& beside '&&'"),
      ("/[^\\q{ab}]/v", "[^\\q{ab}] | a negated class cannot hold strings of several characters"),
      ("/[^[\\p{RGI_Emoji}]]/v", "[^[\\p{RGI_Emoji}]] | a negated class cannot hold strings of several characters"),
      ("/[\\d-z]/v", "\\d-z | a range goes from character to character, not to or from a set of them"),
      ("/[[a]/v", "[ | this class is never closed"),
      ("/[z-a]/v", "z-a | the range z-a is in the wrong order"),
    ])
  func setClasses(_ literal: String, _ problem: String) {
    #expect(problems(literal) == [problem])
  }

  @Test(
    "Flags are known, given once, and written without escapes",
    arguments: [
      ("/a/gg", "g | the flag 'g' is given twice"),
      ("/a/uv", "uv | the flags u and v exclude each other"),
      ("/a/gx", "x | a regular expression has only the flags d, g, i, m, s, u, v and y"),
      ("/a/gé", "é | a regular expression has only the flags d, g, i, m, s, u, v and y"),
      ("/a/\\u0067", "\\u0067 | flags are written without escapes"),
    ])
  func flags(_ literal: String, _ problem: String) {
    #expect(problems(literal) == [problem])
  }

  @Test("A parsed pattern tells its groups, repetitions and classes")
  func tree() {
    #expect(
      pattern("/^(a+?|\\d{2,})*$/")
        == "pattern(alternative(startAssertion, capture 1 x0-(alternative(character 97 x1- lazy), "
        + "alternative(classEscape 100 x2-)), endAssertion))")
    #expect(
      pattern("/(?<!a)[^a-z\\s]\\1/")
        == "pattern(alternative(not lookbehind(alternative(character 97)), "
        + "not characterClass(range 97-122, classEscape 115), character 1))")
    #expect(
      pattern("/[\\w--[a-c]]\\k<n>(?<n>.)/v")
        == "pattern(alternative(characterClass subtraction(classEscape 119, characterClass(range 97-99)), "
        + "namedReference, capture 1(alternative(anyCharacter))))")
  }

  @Test("Patterns of hostile size take time in proportion")
  func hostile() {
    let many = 200_000
    #expect(problems("/" + String(repeating: "(", count: many) + "/").count == 1)
    #expect(
      problems("/" + String(repeating: "(", count: many) + String(repeating: ")", count: many) + "/") == [])
    #expect(
      problems("/" + String(repeating: "[", count: many) + String(repeating: "]", count: many) + "/v").first?.hasSuffix(
        "levels deep here") == true)
    let names = (0..<20_000).map { "(?<n\($0)>)" }.joined()
    let levels = String(repeating: "(", count: 20_000)
    #expect(problems("/\(names)|\(levels)\(names)\(String(repeating: ")", count: 20_000))/") == [])
    #expect(problems("/" + String(repeating: "\\1", count: many) + "/") == [])
    #expect(problems("/" + String(repeating: "\\k<a>", count: many) + "(?<a>)/") == [])
  }

  @Test("A literal is checked once, also where the parser had to read it twice")
  func once() {
    #expect(problems("((a = /(/) => a)").count == 1)
    #expect(problems("async (a = /(/)").count == 1)
    #expect(problems("`${/(/}`").count == 1)
  }
}
