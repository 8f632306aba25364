import SourceText

/// A tree as indented text, one line a node, the same bytes on every run: for tests and for `nodevet dump tree`.
///
/// A line holds the slot's name, the kind, the operator or keyword, the flags, names and literals as written, and the
/// byte span: `left: Identifier a 0..1`. Holes of arrays are `-`; absent children are left out. Deeper than 64 levels the
/// level is written in the place of the indentation: `(65) left: …`.
public struct TreeDump {
  private let tree: SyntaxTree
  private let showsSpans: Bool
  private var output = ""

  /// The text of a whole tree, problems last.
  public static func text(of tree: SyntaxTree, spans: Bool = true) -> String {
    var dump = TreeDump(tree: tree, showsSpans: spans)
    dump.write(from: tree.root)
    for problem in tree.problems {
      dump.output += "! \(problem.kind) \(problem.span.start)..\(problem.span.end) \(problem.message)\n"
    }
    return dump.output
  }

  /// The text of one node and what is below it.
  public static func text(of id: NodeID, in tree: SyntaxTree, spans: Bool = true) -> String {
    var dump = TreeDump(tree: tree, showsSpans: spans)
    dump.write(from: id)
    return dump.output
  }

  private init(tree: SyntaxTree, showsSpans: Bool) {
    self.tree = tree
    self.showsSpans = showsSpans
  }

  private struct Pending {
    var id: NodeID
    var label: String
    var depth: Int
  }

  /// A stack instead of recursion: trees may be deep on the left.
  private mutating func write(from root: NodeID) {
    var stack = [Pending(id: root, label: "", depth: 0)]
    while let next = stack.popLast() {
      indent(next.depth)
      output += next.label
      if next.id.isNone {
        output += "-\n"
        continue
      }
      writeLine(next.id)
      stack.append(contentsOf: children(of: next.id, depth: next.depth + 1).reversed())
    }
  }

  /// Two spaces a level; far down a number takes their place, so that the text stays proportional to the tree.
  private mutating func indent(_ depth: Int) {
    if depth > TreeDump.widestIndent {
      output += "(\(depth)) "
    } else {
      for _ in 0..<depth { output += "  " }
    }
  }

  private static let widestIndent = 64

  private func children(of id: NodeID, depth: Int) -> [Pending] {
    var result: [Pending] = []
    for (index, slot) in tree.kind(id).layout.slots.enumerated() {
      switch slot.kind {
      case .node:
        let child = tree.child(id, index)
        if child.exists { result.append(Pending(id: child, label: "\(slot.name): ", depth: depth)) }
      case .list:
        for child in tree.list(id, index) { result.append(Pending(id: child, label: "\(slot.name)[] ", depth: depth)) }
      case .atom, .raw: break
      }
    }
    return result
  }

  private mutating func writeLine(_ id: NodeID) {
    let kind = tree.kind(id)
    output += "\(kind.layout.name)"
    let op = TreeDump.operatorName(kind, tree.op(id))
    if !op.isEmpty { output += " \(op)" }
    for name in TreeDump.flagNames(kind, tree.flags(id)) { output += " +\(name)" }
    switch kind {
    case .identifier, .privateIdentifier, .jsxIdentifier:
      output += " \(tree.atoms.text(tree.atom(id, 0)))"
    case .stringLiteral, .numericLiteral, .bigIntLiteral, .regExpLiteral:
      output += " \(TreeDump.oneLine(tree.text(id)))"
    case .templateElement, .jsxText:
      output += " \"\(TreeDump.oneLine(tree.text(id)))\""
    default: break
    }
    if showsSpans { output += " \(tree.span(id).start)..\(tree.span(id).end)" }
    output += "\n"
  }

  /// Control characters as escapes, long text cut.
  private static func oneLine(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": line += "\\n"
      case "\r": line += "\\r"
      case "\t": line += "\\t"
      case "\u{2028}", "\u{2029}": line += "\\u{\(String(scalar.value, radix: 16))}"
      default:
        if scalar.value < 32 {
          line += "\\x\(String(scalar.value, radix: 16))"
        } else {
          line.unicodeScalars.append(scalar)
        }
      }
      if line.utf8.count > 120 { return line + "…" }
    }
    return line
  }
}

extension TreeDump {
  /// What the `op` byte of a node says, in words or as the operator is written.
  static func operatorName(_ kind: NodeKind, _ op: UInt8) -> String {
    switch kind {
    case .unaryExpression, .updateExpression, .binaryExpression, .logicalExpression, .assignmentExpression:
      return Operator(rawValue: op)?.spelling ?? ""
    case .variableDeclaration:
      return DeclarationKeyword(rawValue: op).map { $0 == .awaitUsing ? "await using" : "\($0)" } ?? ""
    case .property:
      return op & 15 == 0 ? "" : MethodKind(rawValue: op & 15).map { "\($0)" } ?? ""
    case .methodDefinition, .tsMethodSignature:
      let method = op & 15 == 0 ? "" : MethodKind(rawValue: op & 15).map { "\($0)" } ?? ""
      return [accessibility(op), method].filter { !$0.isEmpty }.joined(separator: " ")
    case .propertyDefinition, .accessorProperty, .tsParameterProperty:
      return accessibility(op)
    case .importDeclaration, .importExpression:
      return op == 0 ? "" : ImportPhase(rawValue: op).map { "\($0)" } ?? ""
    case .tsModuleDeclaration:
      return ModuleKeyword(rawValue: op).map { "\($0)" } ?? ""
    case .tsTypeOperator:
      return TypeOperator(rawValue: op).map { "\($0)" } ?? ""
    case .tsMappedType:
      return op == 0 ? "" : "readonly:\(op & 3) optional:\(op >> 2 & 3)"
    default:
      return ""
    }
  }

  private static func accessibility(_ op: UInt8) -> String {
    op >> 4 == 0 ? "" : Accessibility(rawValue: op >> 4).map { "\($0)" } ?? ""
  }

  /// Names of the flags that are set; bits with a second meaning by the kind that has it.
  static func flagNames(_ kind: NodeKind, _ flags: NodeFlags) -> [String] {
    var names: [String] = []
    for (bit, name) in plainNames where flags.contains(bit) {
      names.append(secondName(kind, bit) ?? name)
    }
    return names
  }

  private static let plainNames: [(NodeFlags, String)] = [
    (.computed, "computed"), (.optional, "optional"), (.static, "static"), (.async, "async"),
    (.generator, "generator"), (.shorthand, "shorthand"), (.method, "method"), (.declare, "declare"),
    (.abstract, "abstract"), (.readonly, "readonly"), (.override, "override"), (.typeOnly, "type"),
    (.parenthesized, "parenthesized"), (.definite, "definite"), (.const, "const"), (.expressionBody, "expression"),
  ]

  private static func secondName(_ kind: NodeKind, _ flag: NodeFlags) -> String? {
    switch (kind, flag) {
    case (.expressionStatement, .directive): "directive"
    case (.updateExpression, .prefix): "prefix"
    case (.stringLiteral, .escaped), (.templateElement, .escaped), (.identifier, .escaped),
      (.privateIdentifier, .escaped):
      "escaped"
    case (.booleanLiteral, .isTrue): "true"
    case (.tsImportEqualsDeclaration, .exported): "exported"
    case (.jsxElement, .selfClosing): "self-closing"
    case (.tsTypeParameter, .variesIn): "in"
    case (.tsTypeParameter, .variesOut): "out"
    case (.tsTypePredicate, .asserts): "asserts"
    case (.tsNamedTupleMember, .rest): "rest"
    case (.program, .module): "module"
    case (.yieldExpression, .generator): "delegate"
    case (.forOfStatement, .async): "await"
    default: nil
    }
  }
}

extension Operator {
  /// The operator as it is written.
  public var spelling: String {
    switch self {
    case .none: ""
    case .minus: "-"
    case .plus: "+"
    case .not: "!"
    case .bitwiseNot: "~"
    case .typeof: "typeof"
    case .void: "void"
    case .delete: "delete"
    case .increment: "++"
    case .decrement: "--"
    case .equal: "=="
    case .notEqual: "!="
    case .strictEqual: "==="
    case .strictNotEqual: "!=="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .shiftLeft: "<<"
    case .shiftRight: ">>"
    case .shiftRightUnsigned: ">>>"
    case .multiply: "*"
    case .divide: "/"
    case .remainder: "%"
    case .exponent: "**"
    case .bitwiseOr: "|"
    case .bitwiseXor: "^"
    case .bitwiseAnd: "&"
    case .in: "in"
    case .instanceof: "instanceof"
    case .or: "||"
    case .and: "&&"
    case .coalesce: "??"
    case .assign: "="
    case .addAssign: "+="
    case .subtractAssign: "-="
    case .multiplyAssign: "*="
    case .divideAssign: "/="
    case .remainderAssign: "%="
    case .exponentAssign: "**="
    case .shiftLeftAssign: "<<="
    case .shiftRightAssign: ">>="
    case .shiftRightUnsignedAssign: ">>>="
    case .bitwiseOrAssign: "|="
    case .bitwiseXorAssign: "^="
    case .bitwiseAndAssign: "&="
    case .orAssign: "||="
    case .andAssign: "&&="
    case .coalesceAssign: "??="
    }
  }
}
