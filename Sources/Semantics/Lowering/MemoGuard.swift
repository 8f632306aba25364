import JavaScript
import SourceText

/// Code that runs once and keeps what it made: `if (!cache) { cache = load() }`.
struct MemoGuard {
  /// What keeps the result: a binding plus one, or `this` or `global` (0) with a name.
  var binding: UInt32
  var name: Atom
  // Where the guarded code begins.
  var firstCall: Int
  var firstWrite: Int
  var firstAssignment: Int
}

/// What a test asks about, and whether it asks about one entry: `pages[name]`, `pages.get(name)`.
private struct Keeper {
  var binding: UInt32
  var name: Atom
  var isEntry = false

  func ofEntry() -> Keeper { Keeper(binding: binding, name: name, isEntry: true) }
}

extension Analysis {
  /// The guard that `if (test)` puts on its consequent, where the test asks for something that is missing.
  mutating func memoGuard(ifAbsent test: NodeID) -> MemoGuard? {
    guard function != .moduleBody, let keeper = absent(test, 0) else { return nil }
    return openGuard(keeper)
  }

  /// The guard that `if (test)` puts on its alternate or on what follows it.
  mutating func memoGuard(ifPresent test: NodeID) -> MemoGuard? {
    guard function != .moduleBody, let keeper = present(test, 0) else { return nil }
    return openGuard(keeper)
  }

  /// The same where the function leaves before: `if (users.get(name)) return response.sendStatus(409)` refuses a second
  /// one, and each first one is worked for.
  mutating func memoGuard(ifPresent test: NodeID, leaving statement: NodeID) -> MemoGuard? {
    guard function != .moduleBody, let keeper = present(test, 0) else { return nil }
    return keeper.isEntry && refuses(statement) ? nil : openGuard(keeper)
  }

  /// The guard on the right side of `target ??= value`.
  mutating func memoGuard(filling target: NodeID) -> MemoGuard? {
    guard function != .moduleBody, let keeper = keeper(target) else { return nil }
    return openGuard(keeper)
  }

  /// Marks the calls since the guard, if the code since then fills what the guard asked for.
  mutating func markGuarded(_ guarded: MemoGuard, isFilled: Bool = false) {
    guard isFilled || fills(guarded) else { return leaveOpen(guarded) }
    if !isFilled, let places = flagging(guarded) { return markFlagged(guarded, at: places) }
    for index in guarded.firstCall..<calls.count where runsHere(calls[index].function) {
      calls.base[index].flags.insert(.memoGuarded)
    }
  }

  /// The function of the walk, or one that it calls where it is written.
  private mutating func runsHere(_ other: FunctionID) -> Bool {
    other == function
      || (functions[other.index].flags.contains(.immediatelyInvoked) && functions[other.index].parent == function)
  }

  private mutating func fills(_ guarded: MemoGuard) -> Bool {
    var isFilled = false
    // What is taken out again is kept while it is under way, no longer.
    for index in guarded.firstCall..<calls.count {
      let callee = values[calls[index].callee.raw.index]
      if callee.kind == .member, callee.b == vocabulary.delete.raw, isKept(ValueID(callee.a), guarded) { return false }
    }
    if guarded.binding != 0, guarded.name.isNone {
      for index in guarded.firstAssignment..<assignments.count
      where assignments[index].binding == guarded.binding - 1 {
        if empties(assignments[index].value) { return false }
        isFilled = true
      }
    }
    for index in guarded.firstWrite..<writes.count {
      let write = writes[index]
      if isKeeper(write.base, guarded), guarded.name.isNone || write.name == guarded.name {
        if empties(write.value) { return false }
        isFilled = true
      }
      if isKept(write.base, guarded) { return true }
    }
    if isFilled { return true }
    for index in guarded.firstCall..<calls.count {
      let callee = values[calls[index].callee.raw.index]
      guard callee.kind == .member, callee.b == Atom.set.raw || callee.b == Atom.push.raw else { continue }
      if isKept(ValueID(callee.a), guarded) { return true }
    }
    return calls.count > guarded.firstCall && isCache(guarded)
  }

  /// `templates[name] || load(name)`, where the file has a `templates[name] = …`; `global.page || load()` likewise.
  mutating func isFilledByCall(_ node: NodeID) -> Bool {
    let left = tree.unwrapped(tree.child(node, 0))
    if tree.op(node) != Operator.and.rawValue, tree.kind(left) == .memberExpression,
      isGlobalObject(tree.child(left, 0)),
      tree.kind(tree.unwrapped(tree.child(node, 1))) == .callExpression
    {
      return isSetInFile(tree.span(left))
    }
    guard tree.op(node) != Operator.and.rawValue, tree.kind(left) == .memberExpression,
      tree.flags(left).contains(.computed), tree.kind(tree.unwrapped(tree.child(node, 1))) == .callExpression,
      tree.kind(tree.child(left, 0)) == .identifier
    else { return false }
    return isSetInFile(tree.span(tree.child(left, 0)), isTable: true)
  }

  /// How often a file is searched for the filling of its tables: each search reads all of it.
  private static let mostTableSearches = 32

  /// What is written there is set somewhere in the file, or an entry of it: `global.page = …`, `name[…] = …`.
  private mutating func isSetInFile(_ written: Span, isTable: Bool = false) -> Bool {
    tableSearches += 1
    guard tableSearches <= Analysis.mostTableSearches, written.count > 2 else { return false }
    let bytes = tree.source
    let length = Int(written.count)
    let fileEnd = Int(tree.span(tree.root).end)
    var start = 0
    while start + length + 4 < fileEnd {
      defer { start += 1 }
      guard !isTable || bytes[start + length] == UInt8(ascii: "["), bytes[start] == bytes[Int(written.start)],
        (1..<length).allSatisfy({ bytes[start + $0] == bytes[Int(written.start) + $0] })
      else { continue }
      var end = start + length
      if isTable {
        end += 1
        while end < min(start + length + 80, fileEnd - 3), bytes[end] != UInt8(ascii: "]") { end += 1 }
        end += 1
      }
      while end < fileEnd - 2, bytes[end] == UInt8(ascii: " ") { end += 1 }
      if end < fileEnd - 2, bytes[end] == UInt8(ascii: "="), bytes[end + 1] != UInt8(ascii: "=") { return true }
    }
    return false
  }

  /// `const known = cache.get(key); if (known) return known; return create(key)`: what is called so is filled, if not here.
  private mutating func isCache(_ guarded: MemoGuard) -> Bool {
    let name = guarded.name.exists || guarded.binding == 0 ? guarded.name : bindings[guarded.binding.index - 1].name
    guard name.exists else { return false }
    let bytes = atoms.bytes(name)
    return bytes.count >= 5
      && (0...(bytes.count - 5)).contains { start in
        zip("cache".utf8, start..<(start + 5)).allSatisfy { bytes[bytes.startIndex + $1] | 0x20 == $0 }
      }
  }

  /// `false`, `null`, `undefined`: what fills a variable and empties it again is a lock, not a memory.
  mutating func empties(_ value: ValueID) -> Bool {
    value == .literal(.false) || value == .literal(.null) || value == .literal(.undefined)
  }

  /// The value is the very thing that the guard asked for, or an entry of it: `pages[name]` of `pages`.
  private mutating func isKept(_ id: ValueID, _ guarded: MemoGuard) -> Bool {
    var value = values[id.raw.index]
    if value.kind == .element { value = values[value.a.index] }
    if guarded.name.isNone { return isKeeper(value, guarded) }
    return value.kind == .member && value.b == guarded.name.raw && isKeeper(ValueID(value.a), guarded)
  }

  private mutating func isKeeper(_ value: ValueID, _ guarded: MemoGuard) -> Bool {
    isKeeper(values[value.raw.index], guarded)
  }

  private func isKeeper(_ value: Value, _ guarded: MemoGuard) -> Bool {
    guarded.binding == 0
      ? value.kind == .this || value.kind == .global && Self.isGlobalObject(Atom(value.a))
      : value.kind == .binding && value.a == guarded.binding - 1
  }

  private mutating func openGuard(_ keeper: Keeper) -> MemoGuard {
    MemoGuard(
      binding: keeper.binding, name: keeper.name, firstCall: calls.count, firstWrite: writes.count,
      firstAssignment: assignments.count)
  }

  // MARK: Tests

  /// `!x`, `x == null`, `x === undefined`, `!x.has(key)`, and such a test joined with others.
  private mutating func absent(_ test: NodeID, _ depth: Int) -> Keeper? {
    guard depth < 8 else { return nil }
    switch tree.kind(test) {
    case .unaryExpression:
      return tree.op(test) == Operator.not.rawValue ? present(tree.child(test, 0), depth + 1) : nil
    case .binaryExpression:
      let isEqual = tree.op(test) == Operator.strictEqual.rawValue || tree.op(test) == Operator.equal.rawValue
      return isEqual ? comparedWithNothing(test) : nil
    case .logicalExpression:
      return absent(tree.child(test, 0), depth + 1) ?? absent(tree.child(test, 1), depth + 1)
    default:
      return nil
    }
  }

  /// `x`, `x != null`, `x.has(key)`, `x[key]`.
  private mutating func present(_ test: NodeID, _ depth: Int) -> Keeper? {
    guard depth < 8 else { return nil }
    switch tree.kind(test) {
    case .identifier, .memberExpression:
      return keeper(test)
    case .unaryExpression:
      return tree.op(test) == Operator.not.rawValue ? absent(tree.child(test, 0), depth + 1) : nil
    case .binaryExpression:
      let isUnequal = tree.op(test) == Operator.strictNotEqual.rawValue || tree.op(test) == Operator.notEqual.rawValue
      if tree.op(test) == Operator.in.rawValue { return keeper(tree.child(test, 1)) }
      return isUnequal ? comparedWithNothing(test) : nil
    case .logicalExpression:
      return present(tree.child(test, 0), depth + 1) ?? present(tree.child(test, 1), depth + 1)
    case .callExpression:
      let callee = tree.child(test, 0)
      guard tree.kind(callee) == .memberExpression, !tree.flags(callee).contains(.computed) else { return nil }
      let name = tree.atom(tree.child(callee, 1), 0)
      return name == vocabulary.has || name == .get ? keeper(tree.child(callee, 0))?.ofEntry() : nil
    default:
      return nil
    }
  }

  /// `x == null` and its kin, on either side; `typeof x === "undefined"`.
  private mutating func comparedWithNothing(_ test: NodeID) -> Keeper? {
    let left = tree.child(test, 0)
    let right = tree.child(test, 1)
    if tree.kind(left) == .unaryExpression, tree.op(left) == Operator.typeof.rawValue,
      tree.kind(right) == .stringLiteral
    {
      return keeper(tree.child(left, 0))
    }
    if tree.isNothing(right) { return keeper(left) }
    return tree.isNothing(left) ? keeper(right) : nil
  }

  /// The variable or member that outlives the function: not its own variable, nor (in a callback) that of the function
  /// which makes it anew each time.
  private mutating func keeper(_ node: NodeID) -> Keeper? {
    switch tree.kind(node) {
    case .identifier:
      guard let index = outliving(node) else { return source(of: node) }
      return Keeper(binding: UInt32(truncatingIfNeeded: index) + 1, name: .none)
    case .memberExpression:
      let object = tree.child(node, 0)
      let isEntry = tree.flags(node).contains(.computed)
      let name = isEntry ? Atom.none : memberName(tree.child(node, 1))
      if tree.kind(object) == .thisExpression || isGlobalObject(object) {
        return name.exists ? Keeper(binding: 0, name: name) : nil
      }
      if tree.kind(object) == .identifier, let index = outliving(object) {
        return Keeper(binding: UInt32(truncatingIfNeeded: index) + 1, name: name, isEntry: isEntry)
      }
      // `this.cache[key]`
      return isEntry ? keeper(object)?.ofEntry() : nil
    default:
      return nil
    }
  }

  /// `global.page`, which outlives everything.
  private func isGlobalObject(_ node: NodeID) -> Bool {
    tree.kind(node) == .identifier && Self.isGlobalObject(tree.atom(node, 0))
      && Meaning.binding(meanings[node.raw]) == nil
  }

  private static func isGlobalObject(_ name: Atom) -> Bool { name == .global || name == .globalThis }

  /// What a variable of the function was looked up in: `const known = cache.get(key)`, `cache[key]`.
  private mutating func source(of identifier: NodeID) -> Keeper? {
    guard let index = Meaning.binding(meanings[identifier.raw]), bindings[index].function == function,
      bindings[index].kind != .parameter, states[index].valueCount > 0
    else { return nil }
    let first = values[valueLinks[Int(states[index].firstLink) - 1].value.raw.index]
    if isConditional(first.span, before: identifier) { return nil }
    var table: Value
    switch first.kind {
    case .element:
      table = values[first.a.index]
    case .call:
      let callee = values[calls[first.a.index].callee.raw.index]
      guard callee.kind == .member, callee.b == Atom.get.raw else { return nil }
      table = values[callee.a.index]
    default: return nil
    }
    var name = Atom.none
    if table.kind == .member {
      name = Atom(table.b)
      table = values[table.a.index]
    }
    if table.kind == .this { return name.exists ? Keeper(binding: 0, name: name, isEntry: true) : nil }
    guard table.kind == .binding, let index = outliving(binding: table.a.index) else { return nil }
    return Keeper(binding: UInt32(truncatingIfNeeded: index) + 1, name: name, isEntry: true)
  }

  /// Throws, or answers that the request was wrong.
  private mutating func refuses(_ statement: NodeID) -> Bool {
    for node in tree.preorder(from: statement) {
      switch tree.kind(node) {
      case .throwStatement: return true
      case .callExpression:
        let callee = tree.child(node, 0)
        guard tree.kind(callee) == .memberExpression, !tree.flags(callee).contains(.computed),
          Self.stating.contains(atoms.text(memberName(tree.child(callee, 1)))),
          let status = tree.list(node, 2).first, isStatusOfRefusal(status)
        else { continue }
        return true
      case .assignmentExpression:
        let target = tree.child(node, 0)
        guard tree.kind(target) == .memberExpression, !tree.flags(target).contains(.computed),
          ["status", "statusCode"].contains(atoms.text(memberName(tree.child(target, 1)))),
          isStatusOfRefusal(tree.child(node, 1))
        else { continue }
        return true
      default: continue
      }
    }
    return false
  }

  private static let stating: Set<String> = ["status", "sendStatus", "code", "writeHead", "throw", "error"]

  private func isStatusOfRefusal(_ node: NodeID) -> Bool {
    guard tree.kind(node) == .numericLiteral else { return false }
    let span = tree.span(node)
    let first = tree.source[Int(span.start)]
    return span.count == 3 && (first == UInt8(ascii: "4") || first == UInt8(ascii: "5"))
  }

  /// `if (USE_CACHE) { known = cache.get(key) }` in front of `if (known) return known`: where nothing is looked up, all is
  /// done anew.
  private func isConditional(_ lookUp: Span, before use: NodeID) -> Bool {
    let place = tree.span(use)
    for node in tree.ancestors(of: use) {
      switch tree.kind(node) {
      case .functionDeclaration, .functionExpression, .arrowFunctionExpression: return false
      case .blockStatement where tree.span(node).contains(lookUp): break
      default: continue
      }
      let statement = tree.list(node, 0).first { tree.span($0).contains(lookUp) }
      guard let statement, !tree.span(statement).contains(place) else { return false }
      return tree.kind(statement) == .ifStatement
    }
    return false
  }

  private mutating func outliving(_ identifier: NodeID) -> Int? {
    Meaning.binding(meanings[identifier.raw]).flatMap { outliving(binding: $0) }
  }

  private func outliving(binding index: Int) -> Int? {
    let owner = bindings[index].function
    guard owner != function, bindings[index].kind != .import else { return nil }
    return isCallback && owner != .moduleBody ? nil : index
  }
}

extension UInt32 {
  /// For looking into piles.
  @inline(__always) var index: Int { Int(self) }
}
