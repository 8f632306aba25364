import JavaScript
import SourceText

/// Tests that let through what is empty as well as what is good, and searches in lists.
extension Analysis {
  /// `if (x) { if (!valid(x)) return }`: what follows finds x empty, or valid. 0 where it is not so.
  mutating func endBehindQuestion(around statement: NodeID) -> UInt32 {
    let block = tree.parent(statement)
    let question = tree.parent(block)
    guard tree.kind(block) == .blockStatement, tree.kind(question) == .ifStatement, tree.child(question, 1) == block,
      tree.child(question, 2).isNone, let subject = asked(tree.child(question, 0), isThere: true, 0)
    else { return 0 }
    let list = tree.parent(question)
    guard tree.kind(list) == .blockStatement, speaks(of: subject, tree.child(statement, 0)) else { return 0 }
    return tree.span(list).end
  }

  /// What a test asks for alone: `x`, `x !== ""`, `typeof x === "string"`; where it is not to be there, the reverse.
  mutating func asked(_ test: NodeID, isThere: Bool, _ depth: Int) -> NodeID? {
    guard depth < Analysis.deepestTest else { return nil }
    let test = tree.unwrapped(test)
    switch tree.kind(test) {
    case .identifier, .memberExpression: return isThere ? test : nil
    case .unaryExpression where tree.op(test) == Operator.not.rawValue:
      return asked(tree.child(test, 0), isThere: !isThere, depth + 1)
    case .logicalExpression where tree.op(test) == (isThere ? Operator.and : Operator.or).rawValue:
      guard let left = asked(tree.child(test, 0), isThere: isThere, depth + 1),
        let right = asked(tree.child(test, 1), isThere: isThere, depth + 1), isSpelledAlike(left, right)
      else { return nil }
      return left
    case .binaryExpression:
      let left = tree.unwrapped(tree.child(test, 0))
      let isEquality: Bool
      switch Operator(rawValue: tree.op(test)) {
      case .equal, .strictEqual: isEquality = true
      case .notEqual, .strictNotEqual: isEquality = false
      default: return nil
      }
      if tree.kind(left) == .unaryExpression, tree.op(left) == Operator.typeof.rawValue {
        return isEquality == isThere && isTestable(tree.child(left, 0)) ? tree.child(left, 0) : nil
      }
      return isEquality != isThere && isTestable(left) && tree.kind(left) != .callExpression ? left : nil
    default: return nil
    }
  }

  /// Whether a test has the subject in it as it is written, or asks for a name that was given what has.
  mutating func speaks(of subject: NodeID, _ test: NodeID) -> Bool {
    if contains(tree.span(subject), in: tree.span(test)) { return true }
    var test = tree.unwrapped(test)
    while tree.kind(test) == .unaryExpression, tree.op(test) == Operator.not.rawValue {
      test = tree.unwrapped(tree.child(test, 0))
    }
    guard tree.kind(test) == .identifier, let value = calledValue(of: test) else { return false }
    return contains(tree.span(subject), in: values[value.raw.index].span)
  }

  /// Whether a span has the text of another in it, and no name goes on at its ends.
  private mutating func contains(_ text: Span, in span: Span) -> Bool {
    let length = Int(text.count)
    guard length > 0, Int(span.count) >= length else { return false }
    for start in Int(span.start)...(Int(span.end) - length) {
      var offset = 0
      while offset < length, tree.source[start + offset] == tree.source[Int(text.start) + offset] { offset += 1 }
      guard offset == length else { continue }
      let isBegun = start > Int(span.start) && (isOfName(tree.source[start - 1]) || tree.source[start - 1] == 0x2E)
      let goesOn = start + length < Int(span.end) && isOfName(tree.source[start + length])
      if !isBegun, !goesOn { return true }
    }
    return false
  }

  /// `.find`, `.findIndex`, `.some` stands before an offset.
  private func isSearch(endingAt end: Int) -> Bool {
    [".find", ".some", ".findIndex", ".findLast"].contains { name in
      end >= name.utf8.count && zip(name.utf8, end - name.utf8.count..<end).allSatisfy { tree.source[$1] == $0 }
    }
  }

  private func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24, 0x80...0xFF: true
    default: false
    }
  }

  /// `list.find(one => one.id === x)`, `list.some(…)`: x is one of what the list says.
  mutating func noteMember(of call: ValueID, _ holds: Bool, _ region: Span) {
    let site = calls[Int(values[call.raw.index].a)]
    let callee = values[site.callee.raw.index]
    guard callee.kind == .member, site.arguments.raw != 0, isSearch(endingAt: Int(callee.span.end)) else { return }
    let first = ValueID(lists[Int(site.arguments.raw) + 1])
    guard values[first.raw.index].kind == .function else { return }
    let node = functions[Int(values[first.raw.index].a)].node
    guard node.exists, [.arrowFunctionExpression, .functionExpression].contains(tree.kind(node)),
      tree.list(node, 2).count > 0
    else { return }
    let parameter = tree.list(node, 2)[0]
    var body = tree.unwrapped(tree.child(node, 4))
    if tree.kind(body) == .blockStatement {
      guard tree.list(body, 0).count == 1, tree.kind(tree.list(body, 0)[0]) == .returnStatement else { return }
      body = tree.unwrapped(tree.child(tree.list(body, 0)[0], 0))
    }
    guard body.exists, tree.kind(body) == .binaryExpression,
      [.equal, .strictEqual].contains(Operator(rawValue: tree.op(body)))
    else { return }
    let sides = [tree.unwrapped(tree.child(body, 0)), tree.unwrapped(tree.child(body, 1))]
    let others = sides.filter { isTestable($0) && !contains(tree.span(parameter), in: tree.span($0)) }
    guard others.count == 1, sides.contains(where: { contains(tree.span(parameter), in: tree.span($0)) }) else {
      return
    }
    guards.append(
      Guard(kind: .contains, holds: holds, subject: lower(others[0]), other: ValueID(callee.a), region: region))
  }
}
