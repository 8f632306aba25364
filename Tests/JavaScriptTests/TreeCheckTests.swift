@testable import JavaScript
import SourceText
import TestSupport
import Testing

/// What every tree promises, held against the fixtures; and that the fixtures hold everything.
@Suite("Trees hold what they promise")
struct TreeCheckTests {
  private static let sources = ["accepted", "recovered", "half-edited"].flatMap { folder in
    ((try? Fixture.names(in: "syntax/\(folder)")) ?? []).filter { !$0.hasSuffix(".tree") }.map {
      "syntax/\(folder)/\($0)"
    }
  }

  private func complaints(_ source: [UInt8], _ options: ParseOptions) -> [String] {
    let arena = TreeArena()
    defer { withExtendedLifetime(arena) {} }
    let tree = arena.parse(source, options: options)
    return TreeCheck.complaints(about: tree).map { "\($0.span.start)..\($0.span.end) \($0.message)" }
  }

  @Test("Fixtures, whole and cut off anywhere, have sound trees", arguments: sources)
  func fixtures(_ path: String) throws {
    let source = try Fixture.bytes(path)
    let options = ParseOptions.forPath(path)
    #expect(complaints(source, options) == [])
    for end in stride(from: 0, to: source.count, by: max(1, source.count / 40)) {
      #expect(complaints(Array(source[..<end]), options) == [], "cut off at \(end)")
      #expect(complaints(Array(source[end...]), options) == [], "begun at \(end)")
    }
  }

  @Test("Fixtures in another language than theirs have sound trees", arguments: sources)
  func otherLanguages(_ path: String) throws {
    let source = try Fixture.bytes(path)
    for language in [ParseOptions.Language.js, .ts, .tsx, .dts] {
      for goal in [ParseOptions.Goal.script, .module] {
        #expect(complaints(source, ParseOptions(language: language, goal: goal)) == [], "\(language) \(goal)")
      }
    }
  }

  @Test("Every kind of node stands in the snapshots, and every flag and operator")
  func everyKind() throws {
    let arena = TreeArena()
    defer { withExtendedLifetime(arena) {} }
    var kinds: Set<NodeKind> = [.none]
    var operators: Set<String> = []
    var flags: [NodeKind: NodeFlags] = [:]
    for path in Self.sources {
      let tree = arena.parse(try Fixture.bytes(path), options: .forPath(path))
      for id in tree.preorder(from: tree.root) {
        let kind = tree.kind(id)
        kinds.insert(kind)
        flags[kind, default: []].formUnion(tree.flags(id))
        switch kind {
        case .unaryExpression, .updateExpression, .binaryExpression, .logicalExpression, .assignmentExpression:
          operators.insert(Operator(rawValue: tree.op(id))?.spelling ?? "?")
        default: break
        }
      }
    }
    #expect(Set(NodeKind.allCases).subtracting(kinds) == [])
    #expect(Set(Operator.allCases.map(\.spelling)).subtracting(operators) == [""])
    #expect(flags[.methodDefinition]?.isSuperset(of: [.static, .computed, .optional, .override, .abstract]) == true)
    #expect(
      flags[.propertyDefinition]?.isSuperset(
        of: [.static, .computed, .optional, .override, .abstract, .declare, .readonly, .definite]) == true)
    #expect(flags[.tsTypeParameter]?.isSuperset(of: [.variesIn, .variesOut, .const]) == true)
    #expect(flags[.arrowFunctionExpression]?.isSuperset(of: [.async, .expressionBody]) == true)
    #expect(flags[.functionDeclaration]?.isSuperset(of: [.async, .generator]) == true)
  }

  @Test("Comments are found again between the nodes, in templates, elements and after HTML's arrows")
  func comments() {
    #expect(complaints(Array("a /* b */ // c".utf8), ParseOptions()) == [])
    #expect(complaints(Array("`a${/* b */ c}`; <d>{/* e */}</d>".utf8), ParseOptions()) == [])
    #expect(complaints(Array("x-->0; a<!--b\n--> c\n".utf8), ParseOptions(goal: .script)) == [])
  }

  @Test("A tree that breaks a promise is told of")
  func broken() {
    func complaint(_ source: String, _ kind: NodeKind, _ damage: (inout NodeRecord) -> Void) -> [String] {
      let arena = TreeArena()
      defer { withExtendedLifetime(arena) {} }
      let tree = arena.parse(Array(source.utf8), options: ParseOptions())
      for id in tree.nodes(of: kind) {
        damage(&arena.storage.pointee.nodes[Int(id.raw)])
        break
      }
      return TreeCheck.complaints(about: tree).map(\.message)
    }
    #expect(complaint("a + b", .binaryExpression) { $0.end -= 1 }.contains { $0.contains("reaches out of its") })
    #expect(complaint("a + b", .identifier) { $0.end += 4 }.contains { $0.contains("0..5 ends") })
    #expect(complaint("a + b", .binaryExpression) { $0.b = $0.a }.contains { $0.contains("hangs in the tree twice") })
    #expect(complaint("f(a)", .callExpression) { $0.c = 0 } == ["CallExpression: leaves the name 'a' without a node"])
    #expect(complaint("a = 12", .numericLiteral) { $0.end -= 1 } != [])
    #expect(complaint("'ab'", .stringLiteral) { $0.start += 1 } != [])
    #expect(complaint("a", .identifier) { $0.start += 1 } != [])
  }
}
