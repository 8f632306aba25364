import JavaScript
import SourceText
import Testing

@Suite("The tree")
struct TreeTests {
  private let arena = TreeArena()

  private func tree(_ source: String) -> SyntaxTree {
    arena.parse(Array(source.utf8), options: ParseOptions())
  }

  @Test("Preorder visits parents first, in source order, and can leave subtrees out")
  func preorder() {
    let tree = tree("a(b, c); d")
    var names: [String] = []
    for id in tree.preorder(from: tree.root) where tree.kind(id) == .identifier {
      names.append(tree.atoms.text(tree.atom(id, 0)))
    }
    #expect(names == ["a", "b", "c", "d"])

    var walk = tree.preorder(from: tree.root)
    var kinds: [NodeKind] = []
    while let id = walk.next() {
      kinds.append(tree.kind(id))
      if tree.kind(id) == .callExpression { walk.skipChildren() }
    }
    #expect(kinds == [.program, .expressionStatement, .callExpression, .expressionStatement, .identifier])
  }

  @Test("Ancestors lead to the root")
  func ancestors() throws {
    let tree = tree("function f() { return a }")
    let name = try #require(tree.nodes(of: .identifier).first { tree.text($0) == "a" })
    #expect(
      tree.ancestors(of: name).map { tree.kind($0) }
        == [.returnStatement, .blockStatement, .functionDeclaration, .program])
    #expect(tree.kind(tree.enclosing(name) { $0 == .functionDeclaration }) == .functionDeclaration)
    #expect(tree.parent(tree.root).isNone)
  }

  @Test("Children have smaller numbers than their parents, rewritten patterns included")
  func postOrder() {
    let tree = tree("({a = 1, b: [c]}, ...d) => { [e.f, g = 1] = h; for ({i} of j) ; async (k) => k; new l.m }")
    for id in tree.preorder(from: tree.root) {
      tree.forEachChild(id) { child in
        #expect(child.raw < id.raw)
        #expect(tree.parent(child) == id)
      }
    }
    for id in tree.nodes(of: .identifier) { #expect(tree.parent(id).exists) }
  }

  @Test("Strings have their value with escapes replaced")
  func stringValues() throws {
    func value(_ literal: String) throws -> String {
      let tree = tree("(\(literal))")
      return tree.stringValue(try #require(tree.nodes(of: .stringLiteral).first { _ in true }))
    }
    #expect(try value("'plain'") == "plain")
    #expect(try value(#"'\n\t\\\'\x41\u0042\u{43}\0'"#) == "\n\t\\'ABC\0")
    #expect(try value(#"'\uD83D\uDE00'"#) == "😀")
    #expect(try value(#"'\uD83D'"#) == "\u{FFFD}")
    #expect(try value(#"'\101\7\400'"#) == "A\u{7}\u{20}0")
    #expect(try value("'a\\\r\nb\\\nc'") == "abc")
    #expect(try value(#"'\q\/'"#) == "q/")
    #expect(try value("''") == "")
  }

  @Test("Equal strings have equal atoms, however they are written, and the names' atoms are the same")
  func stringAtoms() {
    let tree = tree(#"'exec' + "\x65xec" + exec + 'other'"#)
    let strings = Array(tree.nodes(of: .stringLiteral))
    #expect(arena.stringAtom(strings[0], in: tree) == .exec)
    #expect(arena.stringAtom(strings[1], in: tree) == .exec)
    #expect(tree.stringAtomIfKnown(strings[2]).isNone)
    #expect(tree.string(strings[1], equals: "exec"))
    #expect(!tree.string(strings[2], equals: "exec"))
  }

  @Test("Template pieces have their value with line ends made LF")
  func templateValues() throws {
    let tree = tree("`a\r\nb\\x41${0}\\``")
    #expect(tree.nodes(of: .templateElement).map { tree.stringValue($0) } == ["a\nbA", "`"])
  }

  @Test("Numbers have their value")
  func numericValues() throws {
    for (text, value) in [
      ("0", 0), ("1_000.5", 1000.5), (".5", 0.5), ("5.", 5), ("1e3", 1000), ("0xFF", 255), ("0b101", 5), ("0o17", 15),
      ("017", 15), ("089", 89), ("0XfF", 255),
    ] as [(String, Double)] {
      let tree = tree("(\(text))")
      let literal = try #require(tree.nodes(of: .numericLiteral).first { _ in true })
      #expect(tree.numericValue(literal) == value, "\(text)")
    }
  }

  @Test("An arena is used again without a trace of the last file")
  func reuse() {
    let first = Parsed("a = `b${c}`").dump
    _ = tree(String(repeating: "function f() { /* x */ return {a: [1, 2]} }\n", count: 2000))
    #expect(TreeDump.text(of: tree("a = `b${c}`")) == first)
    #expect(tree("").nodeCount == 1)
    #expect(tree("a").comments.isEmpty)
  }

  @Test("The whole table of kinds has a layout, by order of the cases")
  func layouts() {
    #expect(NodeKind.layouts.count == NodeKind.allCases.count)
    for kind in NodeKind.allCases {
      let name = "\(kind.layout.name)".lowercased()
      #expect(name == "\(kind)".lowercased().replacing("`", with: ""), "\(kind)")
    }
  }
}
