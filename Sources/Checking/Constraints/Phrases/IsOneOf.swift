import JavaScript

/// `$NAME is one of get, post, "all", 3`: names as words, strings in quotes, numbers.
struct IsOneOf: Sendable {
  var names: [String] = []
  var strings: [String] = []
  var numbers: [Double] = []

  static func read(_ reader: inout ConstraintReader) -> Phrase? {
    var result = IsOneOf()
    repeat {
      switch reader.next()?.kind {
      case .word(let word): result.names.append(word)
      case .string(let text): result.strings.append(text)
      case .number(let number): result.numbers.append(number)
      case .metavariable, .pattern, .comma, .comparison, nil:
        reader.reportHere("names, strings or numbers, separated by commas")
        return nil
      }
    } while reader.skipComma()
    return .isOneOf(result)
  }
}

extension PatternMatcher {
  func isOneOf(_ phrase: IsOneOf, _ node: NodeID) -> Bool {
    let node = withoutTypes(node)
    switch tree.kind(node) {
    case .stringLiteral: return phrase.strings.contains(tree.stringValue(node))
    case .templateLiteral:
      guard tree.list(node, 1).isEmpty, let quasi = tree.list(node, 0).first else { return false }
      return phrase.strings.contains(tree.text(quasi))
    case .numericLiteral: return tree.numericValue(node).map { phrase.numbers.contains($0) } ?? false
    case .booleanLiteral, .nullLiteral, .thisExpression: return phrase.names.contains(tree.text(node))
    default:
      guard let name = nameNode(of: node) else { return false }
      if tree.kind(name) == .stringLiteral {
        return phrase.strings.contains(tree.stringValue(name))
      }
      return phrase.names.contains(atoms.text(tree.atom(name, 0)))
    }
  }
}
