import SourceText

/// A label that is open.
struct Label {
  let atom: Atom
  let name: NodeID
  /// Where the statement after its colon begins.
  let body: UInt32
  /// `NameMark.label` outside of it.
  let outer: UInt32
  /// It stands, perhaps with other labels between, before a loop.
  var isLoop = false
}

// Labels, and the statements that jump to them.
extension Parser {
  /// `label: statement`; the name is consumed, the current token is the colon.
  mutating func parseLabeled(_ label: NodeID, from start: UInt32, _ place: StatementPlace) -> NodeID {
    advance()
    openLabel(label)
    let body = parseStatement(place == .list || place == .label ? .label : .body)
    if let closed = labels.popLast() { nameMark(closed.atom.raw).pointee.label = closed.outer }
    return node(.labeledStatement, from: start, label.raw, body.raw)
  }

  private mutating func openLabel(_ name: NodeID) {
    let atom = Atom(nodes[Int(name.raw)].a)
    let mark = nameMark(atom.raw)
    if let other = openLabel(atom) {
      early(
        "the label '\(lexer.atoms.text(atom))' is already open here, from line \(line(of: other.name)) on", at: name)
    }
    labels.append(Label(atom: atom, name: name, body: lexer.start, outer: mark.pointee.label))
    mark.pointee.label = UInt32(truncatingIfNeeded: labels.count)
    guard lexer.kind == .for || lexer.kind == .while || lexer.kind == .do else { return }
    // All labels of the loop, as in `a: b: while (…)`.
    var body = lexer.start
    for index in labels[labelBase...].indices.reversed() {
      guard labels[index].body == body else { break }
      labels[index].isLoop = true
      body = nodes[Int(labels[index].name.raw)].start
    }
  }

  /// `break;`, `break label;`, `continue;`, `continue label;`.
  mutating func parseJump(_ kind: NodeKind) -> NodeID {
    let start = lexer.start
    advance()
    var label = NodeID.none
    if lexer.kind == .identifier, !lexer.newlineBefore {
      label = nameNode()
      checkJump(kind, to: label)
    } else if !context.contains(kind == .breakStatement ? .breakable : .loop) {
      early(
        kind == .breakStatement
          ? "'break' without a label belongs in a loop or a 'switch'" : "'continue' belongs in a loop",
        at: Span(start: start, end: lexer.previousEnd))
    }
    consumeSemicolon()
    return node(kind, from: start, label.raw)
  }

  /// The innermost label of this name in the current function.
  private mutating func openLabel(_ atom: Atom) -> Label? {
    let index = Int(nameMark(atom.raw).pointee.label) - 1
    return index >= labelBase ? labels[index] : nil
  }

  private mutating func checkJump(_ kind: NodeKind, to name: NodeID) {
    let atom = Atom(nodes[Int(name.raw)].a)
    guard let label = openLabel(atom) else {
      return early("no label '\(lexer.atoms.text(atom))' stands around this statement", at: name)
    }
    if kind == .continueStatement, !label.isLoop {
      early("'continue' goes on with a loop, and the label '\(lexer.atoms.text(atom))' names none", at: name)
    }
  }
}

/// Where a statement stands, which decides what may be declared there.
enum StatementPlace {
  /// Among others: anything.
  case list
  /// After a label in a list: in sloppy code a function, too.
  case label
  /// A branch of `if`: likewise, but without a label.
  case branch
  /// The body of a loop or of `with`.
  case body
}
