import JavaScript
import SourceText

/// Tests that code depends on, as far as they may say that a value is harmless: calls (`allowed.includes(x)`,
/// `isSafe(x)`), comparisons with constants, `typeof`, `in`. What they say is for others to decide.
extension Analysis {
  static let deepestTest = 6

  /// Notes what a condition says where it came out as `holds`.
  mutating func noteGuards(_ test: NodeID, holds: Bool, in region: Span) {
    guard isWalking else { return }
    note(test, holds, region, 0)
  }

  /// After `if (!test) return` the rest of the list depends on the test; likewise where the branch gives a new value to
  /// the name that was tested.
  ///
  /// After the last statement nothing follows, but whoever calls a function that throws depends on the test.
  mutating func noteGuard(leaving statement: NodeID, until end: UInt32, isLast: Bool) {
    guard isWalking, tree.child(statement, 2).isNone else { return }
    let branch = tree.child(statement, 1)
    let behind = max(endBehindTry(around: statement), endBehindQuestion(around: statement))
    if isLast {
      if behind > end, endsAbruptly(branch) {
        noteGuards(tree.child(statement, 0), holds: false, in: Span(start: end, end: behind))
      }
      guard throwsAtOnce(branch) else { return }
      return noteGuards(tree.child(statement, 0), holds: false, in: Span(start: end, end: end + 1))
    }
    guard endsAbruptly(branch) || givesNewValue(branch, tree.child(statement, 0)) else { return }
    let start = tree.span(statement).end
    let end = max(end, behind)
    guard start < end else { return }
    noteGuards(tree.child(statement, 0), holds: false, in: Span(start: start, end: end))
  }

  /// `try { if (!test) throw … } catch { return }`: what follows depends on the test as well. 0 where it does not.
  private mutating func endBehindTry(around statement: NodeID) -> UInt32 {
    let block = tree.parent(statement)
    let attempt = tree.parent(block)
    guard tree.kind(block) == .blockStatement, tree.kind(attempt) == .tryStatement, tree.child(attempt, 0) == block
    else {
      return 0
    }
    let handler = tree.child(attempt, 1)
    guard handler.exists, endsAbruptly(tree.child(handler, 1)) else { return 0 }
    return tree.span(tree.parent(attempt)).end
  }

  /// `test && right`, `test || right`
  mutating func noteGuards(rightOf node: NodeID, since callCount: Int) {
    guard isWalking, calls.count > callCount, tree.op(node) != Operator.coalesce.rawValue else { return }
    let holds = tree.op(node) == Operator.and.rawValue
    noteGuards(tree.child(node, 0), holds: holds, in: tree.span(tree.child(node, 1)))
  }

  /// `test ? first : second`
  mutating func noteGuards(ofConditional node: NodeID, since callCount: Int) {
    guard isWalking else { return }
    let hasCalls = calls.count > callCount
    for (slot, holds) in [(1, true), (2, false)] {
      let branch = tree.child(node, slot)
      switch tree.kind(branch) {
      case .identifier, .memberExpression, .templateLiteral: break
      default: if !hasCalls { continue }
      }
      noteGuards(tree.child(node, 0), holds: holds, in: tree.span(branch))
    }
  }

  // MARK: Conditions

  private mutating func note(_ test: NodeID, _ holds: Bool, _ region: Span, _ depth: Int) {
    guard depth < Analysis.deepestTest else { return }
    let test = tree.unwrapped(test)
    switch tree.kind(test) {
    case .unaryExpression where tree.op(test) == Operator.not.rawValue:
      note(tree.child(test, 0), !holds, region, depth + 1)
    case .logicalExpression:
      noteLogical(test, holds, region, depth)
    case .callExpression:
      addGuard(.call, holds, lower(test), .unknown, region)
    case .awaitExpression:
      note(tree.child(test, 0), holds, region, depth + 1)
    case .identifier:
      if let value = calledValue(of: test) {
        addGuard(.call, holds, value, .unknown, region)
      } else if let index = Meaning.binding(meanings[test.raw]), bindings.base[index].kind == .parameter {
        addGuard(.present, holds, lower(test), .unknown, region)
      } else if let test = comparison(behind: test, holds) {
        note(test, holds, region, depth + 1)
      }
    case .memberExpression where tree.flags(test).contains(.computed):
      // `table[x]` is there.
      addGuard(.contains, holds, lower(tree.child(test, 1)), lower(tree.child(test, 0)), region)
    case .memberExpression where tree.kind(tree.unwrapped(tree.child(test, 0))) == .identifier:
      noteOutcome(test, holds, region)
      fallthrough
    case .memberExpression:
      // `if (mongoose.connection.readyState) return`: that somebody asks is worth knowing.
      if memberName(tree.child(test, 1)) == vocabulary.readyState { _ = lower(test) }
      if isOfParameterOrThis(test) { addGuard(.present, holds, lower(test), .unknown, region) }
    case .binaryExpression:
      noteComparison(test, holds, region)
    default:
      break
    }
  }

  private static let successes = [
    "ok", "success", "succeeded", "found", "exists", "valid", "isValid", "data", "record",
  ]
  private static let failures = ["error", "errors", "failed", "notFound"]

  /// `const found = find(x)`, then `if (!found.ok) return`: the answer stands in a field of what the call gave.
  private mutating func noteOutcome(_ test: NodeID, _ holds: Bool, _ region: Span) {
    guard let value = calledValue(of: tree.unwrapped(tree.child(test, 0))) else { return }
    let span = tree.span(tree.child(test, 1))
    let isSuccess = Analysis.successes.contains { isWritten($0, at: span) }
    guard isSuccess || Analysis.failures.contains(where: { isWritten($0, at: span) }) else { return }
    addGuard(.answer, isSuccess ? holds : !holds, value, .unknown, region)
  }

  private func isWritten(_ name: String, at span: Span) -> Bool {
    name.utf8.count == Int(span.count)
      && zip(name.utf8, Int(span.start)..<Int(span.end)).allSatisfy { tree.source[$1] == $0 }
  }

  private mutating func noteLogical(_ test: NodeID, _ holds: Bool, _ region: Span, _ depth: Int) {
    let op = tree.op(test)
    if op == (holds ? Operator.and : Operator.or).rawValue {
      note(tree.child(test, 0), holds, region, depth + 1)
      note(tree.child(test, 1), holds, region, depth + 1)
    } else if case let subjects = comparedWithConstants(test, holds, 0), !subjects.isEmpty {
      // `x === "a" || x === "b"`, or `x !== "a" && x !== "b"` where that is false.
      for subject in subjects {
        addGuard(.equals, true, lower(subject.name), lower(subject.constant), region, isOneOfSeveral: true)
      }
    } else if holds == (op == Operator.or.rawValue), let call = beginning(tree.child(test, 0), holds),
      let other = beginning(tree.child(test, 1), holds), isSpelledAlike(call.subject, other.subject)
    {
      // `path.startsWith(mine) || path.startsWith(shared)`: below one of them.
      addGuard(.call, true, call.value, .unknown, region, isOneOfSeveral: true)
    } else if let subject = asked(tree.child(test, 0), isThere: op == Operator.and.rawValue, 0),
      speaks(of: subject, tree.child(test, 1))
    {
      // `x && !valid(x)` where that is false, `!x || valid(x)` where that is true: x is empty, or it is valid.
      note(tree.child(test, 1), holds, region, depth + 1)
    }
  }

  /// `x.startsWith(base)`, or a name that holds the answer; `!x.startsWith(base)` where that is false.
  private mutating func beginning(_ test: NodeID, _ holds: Bool) -> (value: ValueID, subject: Span)? {
    var test = tree.unwrapped(test)
    var holds = holds
    while tree.kind(test) == .unaryExpression, tree.op(test) == Operator.not.rawValue {
      test = tree.unwrapped(tree.child(test, 0))
      holds.toggle()
    }
    guard holds else { return nil }
    let value = tree.kind(test) == .callExpression ? lower(test) : calledValue(of: test) ?? .unknown
    guard !value.isUnknown, values[value.raw.index].kind == .call else { return nil }
    let callee = values[calls[Int(values[value.raw.index].a)].callee.raw.index]
    guard callee.kind == .member, callee.span.count > 11 else { return nil }
    let name = Span(start: callee.span.end - 10, end: callee.span.end)
    guard isWritten("startsWith", at: name) else { return nil }
    return (value, values[Int(callee.a)].span)
  }

  private mutating func noteComparison(_ test: NodeID, _ holds: Bool, _ region: Span) {
    let left = tree.unwrapped(tree.child(test, 0))
    let right = tree.unwrapped(tree.child(test, 1))
    switch Operator(rawValue: tree.op(test)) {
    case .in:
      addGuard(.contains, holds, lower(left), lower(right), region)
    case .equal, .strictEqual:
      noteEquality(left, right, holds, region)
    case .notEqual, .strictNotEqual:
      noteEquality(left, right, !holds, region)
    case .greater, .greaterOrEqual:
      // `list.indexOf(x) > -1`, `>= 0`
      if let call = place(left), isMinusOneOrZero(right) {
        addGuard(.call, holds, call, .unknown, region)
      } else {
        noteSize(test, left, right, holds, region)
      }
    case .less, .lessOrEqual:
      if let call = place(left), isMinusOneOrZero(right) {
        if tree.op(test) == Operator.less.rawValue { addGuard(.call, !holds, call, .unknown, region) }
      } else {
        noteSize(test, left, right, holds, region)
      }
    default:
      break
    }
  }

  /// `list.indexOf(x)`, or a name that holds it.
  private mutating func place(_ node: NodeID) -> ValueID? {
    switch tree.kind(node) {
    case .callExpression: return lower(node)
    case .identifier:
      guard let call = calledValue(of: node) else { return nil }
      let callee = values[calls[values[call.raw.index].a.index].callee.raw.index]
      return callee.kind == .member && Self.searches.contains(atoms.text(Atom(callee.b))) ? call : nil
    default: return nil
    }
  }

  /// Methods that give a place, or less than nothing.
  private static let searches: Set<String> = ["indexOf", "lastIndexOf", "findIndex", "findLastIndex", "search"]

  /// `n > 100`, `100 < list.length`. What is not above nothing is no test of size.
  private mutating func noteSize(_ test: NodeID, _ left: NodeID, _ right: NodeID, _ holds: Bool, _ region: Span) {
    if isMinusOneOrZero(left) || isMinusOneOrZero(right) { return }
    if isTestable(left) {
      let count = guards.count
      addGuard(.size, holds, lower(left), lower(right), region)
      if guards.count > count { guards.base[count].op = tree.op(test) }
    } else if isTestable(right) {
      addGuard(.size, holds, lower(right), .unknown, region)
    }
  }

  private mutating func noteEquality(_ left: NodeID, _ right: NodeID, _ holds: Bool, _ region: Span) {
    if tree.kind(left) == .unaryExpression, tree.op(left) == Operator.typeof.rawValue {
      addGuard(.typeOf, holds, lower(tree.child(left, 0)), lower(right), region)
    } else if tree.kind(left) == .callExpression, isMinusOneOrZero(right) {
      // `list.indexOf(x) === -1` says that it is not there, `path.indexOf(base) === 0` that it begins with it.
      let isZero = tree.kind(right) == .numericLiteral
      addGuard(.call, isZero ? holds : !holds, lower(left), .unknown, region)
    } else if tree.kind(right) == .unaryExpression, isMinusOneOrZero(right), let call = place(left) {
      addGuard(.call, !holds, call, .unknown, region)
    } else if tree.kind(left) == .callExpression, tree.kind(right) == .booleanLiteral {
      addGuard(.call, tree.flags(right).contains(.isTrue) ? holds : !holds, lower(left), .unknown, region)
    } else if tree.kind(right) == .nullLiteral, tree.kind(left) == .identifier, let value = calledValue(of: left) {
      // What a search gave is not there.
      addGuard(.call, !holds, value, .unknown, region)
    } else if tree.isNothing(right), isParameter(left) {
      addGuard(.equals, holds, lower(left), lower(right), region)
    } else if isConstant(right) || tree.kind(right) == .booleanLiteral, isTestable(left) {
      addGuard(.equals, holds, lower(left), lower(right), region)
    } else if isConstant(left), isTestable(right) {
      addGuard(.equals, holds, lower(right), lower(left), region)
    } else if holds, isTestable(left), isMade(right, of: left) {
      // `if (name !== sanitize(name)) return`: what follows has what was made of it in its place.
      addGuard(.equals, true, lower(left), lower(right), region)
    } else if holds, isNamed(left), isNamed(right) {
      // `if (wanted !== settings.version) return`: what follows has the one in the place of the other.
      addGuard(.equals, true, lower(left), lower(right), region)
      addGuard(.equals, true, lower(right), lower(left), region)
    }
  }

  /// `options.strict`, `this.manager`
  private mutating func isOfParameterOrThis(_ member: NodeID) -> Bool {
    var base = tree.unwrapped(tree.child(member, 0))
    // `settings.health?.sentry`
    if tree.kind(base) == .memberExpression, !tree.flags(base).contains(.computed) {
      base = tree.unwrapped(tree.child(base, 0))
    }
    if tree.kind(base) == .thisExpression { return true }
    guard tree.kind(base) == .identifier, let index = Meaning.binding(meanings[base.raw]) else { return false }
    return bindings.base[index].kind == .parameter
  }

  private func isParameter(_ identifier: NodeID) -> Bool {
    guard tree.kind(identifier) == .identifier, let index = Meaning.binding(meanings[identifier.raw]) else {
      return false
    }
    return bindings.base[index].kind == .parameter
  }

  /// The names that are constants where a test comes out so, whichever of its alternatives it was:
  /// `x === "a" && (y === "b" || y === "c") || x === "d" && y === "e"`. They are spelled alike each time.
  private func comparedWithConstants(_ test: NodeID, _ holds: Bool, _ depth: Int) -> [Compared] {
    let test = tree.unwrapped(test)
    guard depth < 32 else { return [] }
    switch tree.kind(test) {
    case .unaryExpression where tree.op(test) == Operator.not.rawValue:
      return comparedWithConstants(tree.child(test, 0), !holds, depth + 1)
    case .logicalExpression where tree.op(test) != Operator.coalesce.rawValue:
      let first = comparedWithConstants(tree.child(test, 0), holds, depth + 1)
      let isBoth = tree.op(test) == (holds ? Operator.and : Operator.or).rawValue
      if first.isEmpty, !isBoth { return [] }
      let second = comparedWithConstants(tree.child(test, 1), holds, depth + 1)
      return isBoth
        ? first + second : first.filter { one in second.contains { isSpelledAlike(one.name, $0.name) } }
    case .binaryExpression:
      let op = Operator(rawValue: tree.op(test))
      guard holds ? op == .equal || op == .strictEqual : op == .notEqual || op == .strictNotEqual else { return [] }
      let left = tree.unwrapped(tree.child(test, 0))
      let right = tree.unwrapped(tree.child(test, 1))
      if isConstant(right), isTestable(left) { return [Compared(name: left, constant: right)] }
      return isConstant(left) && isTestable(right) ? [Compared(name: right, constant: left)] : []
    default: return []
    }
  }

  private struct Compared {
    var name: NodeID
    var constant: NodeID
  }

  private mutating func throwsAtOnce(_ branch: NodeID) -> Bool {
    switch tree.kind(branch) {
    case .throwStatement: return true
    case .blockStatement:
      let body = tree.list(branch, 0)
      return body.count > 0 && tree.kind(body[body.count - 1]) == .throwStatement
    default: return false
    }
  }

  // MARK: Small questions

  mutating func addGuard(
    _ kind: Guard.Kind, _ holds: Bool, _ subject: ValueID, _ other: ValueID, _ region: Span,
    isOneOfSeveral: Bool = false
  ) {
    guard !subject.isUnknown else { return }
    guards.append(
      Guard(
        kind: kind, holds: holds, isOneOfSeveral: isOneOfSeveral, subject: subject, other: other, region: region))
    if kind == .call { noteMember(of: subject, holds, region) }
  }

  func isConstant(_ node: NodeID) -> Bool {
    switch tree.kind(node) {
    case .stringLiteral, .numericLiteral: true
    default: false
    }
  }

  func isTestable(_ node: NodeID) -> Bool {
    switch tree.kind(node) {
    case .identifier, .memberExpression, .callExpression: true
    default: false
    }
  }

  /// `sanitize(name)` of `name`, spelled alike.
  private mutating func isMade(_ call: NodeID, of subject: NodeID) -> Bool {
    guard tree.kind(call) == .callExpression, tree.list(call, 2).count > 0 else { return false }
    return isSpelledAlike(tree.unwrapped(tree.list(call, 2)[0]), subject)
  }

  private func isNamed(_ node: NodeID) -> Bool {
    switch tree.kind(node) {
    case .identifier: !tree.isNothing(node)
    case .memberExpression: !tree.flags(node).contains(.computed)
    default: false
    }
  }

  private mutating func isMinusOneOrZero(_ node: NodeID) -> Bool {
    if tree.kind(node) == .numericLiteral { return tree.span(node).count == 1 && byte(node) == 0x30 }
    return tree.kind(node) == .unaryExpression && tree.op(node) == Operator.minus.rawValue
      && tree.kind(tree.child(node, 0)) == .numericLiteral && tree.span(tree.child(node, 0)).count == 1
      && byte(tree.child(node, 0)) == 0x31
  }

  private mutating func byte(_ node: NodeID) -> UInt8 { tree.source[Int(tree.span(node).start)] }

  func isSpelledAlike(_ left: NodeID, _ right: NodeID) -> Bool {
    isSpelledAlike(tree.span(left), tree.span(right))
  }

  private func isSpelledAlike(_ first: Span, _ second: Span) -> Bool {
    guard first.count == second.count else { return false }
    for offset in 0..<Int(first.count)
    where tree.source[Int(first.start) + offset] != tree.source[Int(second.start) + offset] { return false }
    return true
  }

  /// The value of `const ok = isSafe(x)` where `ok` is tested.
  mutating func calledValue(of identifier: NodeID) -> ValueID? {
    guard let index = Meaning.binding(meanings[identifier.raw]), states[index].valueCount == 1,
      states[index].firstLink != 0
    else { return nil }
    var value = valueLinks[Int(states[index].firstLink) - 1].value
    if values[value.raw.index].kind == .awaited { value = ValueID(values[value.raw.index].a) }
    return values[value.raw.index].kind == .call ? value : nil
  }
}
