import SourceText

// What the language demands of the members of a class, and of private names.
extension Parser {
  /// A use of `#name`.
  @inline(never)
  mutating func notePrivateReference(_ name: NodeID) {
    if classDepth == 0 { return undeclaredPrivateName(name) }
    privateReferences.append(name.raw)
  }

  /// After a speculation: drops the names whose nodes are no more.
  @inline(never)
  mutating func forgetPrivateReferences() {
    while let last = privateReferences.last, Int(last) > nodeCount { privateReferences.removeLast() }
  }

  private mutating func undeclaredPrivateName(_ name: NodeID) {
    if problems.contains(where: { $0.kind == .syntax }) { return }
    let text = lexer.atoms.text(Atom(nodes[Int(name.raw)].a))
    early("no class around declares '#\(text)'", at: name)
  }

  /// Checks the members on the open list from `mark` on; `references` is how many private names were open before.
  mutating func checkClassBody(from mark: Int, references: Int) {
    var constructor = NodeID.none
    var scope: UInt32 = 0
    for index in mark..<scratchCount {
      let member = nodes[Int(scratch[index])]
      switch member.kind {
      case .methodDefinition:
        if member.op & 15 == MethodKind.constructor.rawValue, nodes[Int(member.c)].kind == .functionExpression {
          if constructor.exists { repeatedConstructor(NodeID(member.b), constructor) }
          constructor = NodeID(member.b)
        }
      case .propertyDefinition, .accessorProperty: break
      default: continue
      }
      guard nodes[Int(member.b)].kind == .privateIdentifier else { continue }
      if scope == 0 { scope = beginNames() }
      declarePrivate(member, in: scope)
    }
    if privateReferences.count > references { resolvePrivateNames(from: references, in: scope) }
  }

  private mutating func repeatedConstructor(_ later: NodeID, _ earlier: NodeID) {
    early("a class has one constructor, and this one has another in line \(line(of: earlier))", at: later)
  }

  private mutating func declarePrivate(_ member: NodeRecord, in scope: UInt32) {
    // Overloads of TypeScript.
    if member.kind == .methodDefinition, nodes[Int(member.c)].kind == .tsEmptyBodyFunctionExpression { return }
    let key = NodeID(member.b)
    var role = NameRoles.privateMember
    if member.kind == .methodDefinition {
      switch MethodKind(rawValue: member.op & 15) {
      case .get: role = .getter
      case .set: role = .setter
      default: break
      }
    }
    if member.flags.contains(.static) { role.insert(.staticMember) }
    let atom = nodes[Int(key.raw)].a
    let earlier = firstOf(key, atom: atom, in: scope, as: role)
    guard earlier.exists else { return }
    if completesAccessor(atom, role) { return }
    let text = lexer.atoms.text(Atom(atom))
    early("'#\(text)' is already declared in line \(line(of: earlier))", at: key)
  }

  /// A getter and a setter may share a name, if both or none are static.
  private mutating func completesAccessor(_ atom: UInt32, _ role: NameRoles) -> Bool {
    let roles = names[Int(atom)].roles
    let accessors: NameRoles = [.getter, .setter]
    guard !role.isDisjoint(with: accessors), roles.symmetricDifference(role) == accessors else { return false }
    names[Int(atom)].roles.formUnion(role)
    return true
  }

  /// Drops the private names that this class declares. What is left belongs to a class around it, each name once.
  private mutating func resolvePrivateNames(from first: Int, in scope: UInt32) {
    let missing = beginNames()
    var kept = first
    for index in first..<privateReferences.count {
      let name = NodeID(privateReferences[index])
      let atom = nodes[Int(name.raw)].a
      if scope != 0, isMarked(atom, by: scope) { continue }
      if firstOf(name, atom: atom, in: missing, as: []).exists { continue }
      privateReferences[kept] = name.raw
      kept += 1
    }
    privateReferences.removeLast(privateReferences.count - kept)
    guard classDepth == 0 else { return }
    for index in first..<kept { undeclaredPrivateName(NodeID(privateReferences[index])) }
    privateReferences.removeLast(kept - first)
  }

  /// Some names have a meaning of their own in classes. `keyword` is the token of the key.
  mutating func checkMemberName(_ key: NodeID, _ flags: NodeFlags, isField: Bool) {
    if flags.contains(.computed) || context.contains(.ambient) { return }
    if isField, isKey(key, .constructor, "constructor") {
      early("a field may not be named 'constructor'", at: key)
    } else if flags.contains(.static), isKey(key, .prototype, "prototype") {
      early("a static member may not be named 'prototype'", at: key)
    }
  }

  /// A key is this name, written as a name or as a string.
  func isKey(_ key: NodeID, _ atom: Atom, _ text: StaticString) -> Bool {
    let record = nodes[Int(key.raw)]
    if record.kind == .identifier { return record.a == atom.raw }
    guard record.kind == .stringLiteral else { return false }
    if record.flags.contains(.escaped) {
      return stringBytes(key).elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
    let count = text.utf8CodeUnitCount
    guard Int(record.end - record.start) == count + 2 else { return false }
    for index in 0..<count where lexer.source[Int(record.start) + 1 + index] != text.utf8Start[index] { return false }
    return true
  }

  /// The value of a string, escapes replaced.
  func stringBytes(_ string: NodeID) -> [UInt8] {
    let record = nodes[Int(string.raw)]
    let start = Int(record.start) + 1
    let raw = UnsafeBufferPointer(start: lexer.source + start, count: max(0, Int(record.end) - 1 - start))
    return record.flags.contains(.escaped) ? EscapeDecoder.decode(raw) : Array(raw)
  }
}
