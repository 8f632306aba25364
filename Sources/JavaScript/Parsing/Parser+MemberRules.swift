import SourceText

// What the languages forbid of class members that are well-formed. All is told as early problems: the tree stays whole.
extension Parser {
  /// `#name` is the key of a member: a private name is private already, and is no constructor.
  @inline(never)
  mutating func checkPrivateMember(_ key: NodeID, named name: Atom, _ modifiers: MemberModifiers) {
    if name == .constructor { early("a private name may not be '#constructor'", at: key) }
    let wrong = modifiers.seen.intersection(ModifierSet.accessibility.union([.abstract, .declare]))
    if !wrong.isEmpty { early("'\(wrong.word)' does not go with a private name", at: key) }
  }

  /// `static { … }` takes nothing before it.
  mutating func checkStaticBlock(_ modifiers: MemberModifiers, _ decorators: UInt32) {
    let others = modifiers.seen.subtracting(.static)
    if !others.isEmpty { early("a static block has no '\(others.word)'", at: tokenSpan) }
    refuseDecorators(decorators)
  }

  /// `[key: T]: U` in a class.
  mutating func checkIndexSignature(_ signature: NodeID, _ modifiers: MemberModifiers, _ decorators: UInt32) {
    let wrong = modifiers.seen.subtracting([.static, .readonly])
    if !wrong.isEmpty { early("an index signature has no '\(wrong.word)'", at: signature) }
    if extra[Int(decorators)] != 0 { early("an index signature has no decorators", at: firstItem(decorators)) }
  }

  private func firstItem(_ list: UInt32) -> NodeID { NodeID(extra[Int(list) + 1]) }
}

// MARK: - TypeScript

extension Parser {
  /// A method, accessor or constructor of a class in TypeScript.
  @inline(never)
  mutating func checkMethod(
    _ key: NodeID, _ value: NodeID, _ modifiers: MemberModifiers, _ kind: MethodKind, _ decorators: UInt32
  ) {
    let hasBody = nodes[Int(value.raw)].kind == .functionExpression
    if modifiers.flags.contains(.definite) { early("only a field is marked '!'", at: key) }
    if kind == .constructor { return checkConstructor(key, value, modifiers, decorators) }
    if modifiers.flags.contains(.static), isNamedConstructor(key) { early("a constructor is not static", at: key) }
    // `get` and `set` were checked against these as words.
    let wrong = kind == .method ? modifiers.seen.intersection([.readonly, .declare, .accessor]) : []
    if !wrong.isEmpty { early("'\(wrong.word)' goes with a field, not with a method", at: key) }
    if modifiers.seen.contains(.abstract) {
      if hasBody { early("what is abstract has no body", at: value) }
      checkAbstractPlace(key)
    } else if !hasBody, kind != .method, !context.contains(.ambient), !panicking {
      early("this accessor lacks its body", at: key)
    }
    if !hasBody, modifiers.functionFlags.contains(.async), context.contains(.ambient), options.language != .dts {
      early("what is only declared is not marked async", at: key)
    }
    if !hasBody, extra[Int(decorators)] != 0, options.language != .dts {
      early(
        "a decorator goes with an implementation, not with a mere signature",
        at: NodeID(extra[Int(decorators) + 1]))
    }
  }

  private mutating func checkConstructor(
    _ key: NodeID, _ value: NodeID, _ modifiers: MemberModifiers, _ decorators: UInt32
  ) {
    let wrong = modifiers.seen.subtracting(.accessibility)
    if !wrong.isEmpty { early("a constructor is not marked '\(wrong.word)'", at: key) }
    let function = nodes[Int(value.raw)]
    if function.b != 0 {
      early("a constructor has no type parameters; they belong to the class", at: NodeID(function.b))
    }
    let result = NodeID(extra[Int(function.c) + 1])
    if result.exists { early("a constructor has no return type", at: result) }
    if extra[Int(decorators)] != 0 {
      early("a constructor has no decorators", at: NodeID(extra[Int(decorators) + 1]))
    }
  }

  private func isNamedConstructor(_ key: NodeID) -> Bool {
    let record = nodes[Int(key.raw)]
    return record.kind == .identifier && record.a == Atom.constructor.raw
  }

  /// An abstract member stands in an abstract class.
  private mutating func checkAbstractPlace(_ key: NodeID) {
    if !typeScript.classIsAbstract { early("an abstract member belongs in a class marked 'abstract'", at: key) }
  }

  /// A field with modifiers or `!`.
  @inline(never)
  mutating func checkField(_ key: NodeID, _ type: NodeID, _ value: NodeID, _ modifiers: MemberModifiers) {
    if modifiers.seen.contains(.abstract) {
      if value.exists { early("what is abstract has no value", at: value) }
      checkAbstractPlace(key)
    }
    if modifiers.seen.contains(.declare), !context.contains(.ambient) {
      checkDeclaredValue(value, type, isReadonly: modifiers.seen.contains(.readonly), "a declared field has no value")
    }
    if modifiers.seen.contains(.accessor), modifiers.flags.contains(.optional) {
      early("an 'accessor' field is not optional", at: key)
    }
    if modifiers.flags.contains(.definite) {
      if value.exists {
        early("a field with a value needs no '!'", at: key)
      } else if type.isNone {
        early("a field marked '!' needs a type", at: key)
      } else if context.contains(.ambient) || !modifiers.seen.isDisjoint(with: [.abstract, .declare, .static]) {
        early("'!' goes only with fields that constructors set", at: key)
      }
    }
  }

  /// `get` and `set` of a class or object: neither is generic, and the one parameter of `set` is an ordinary one.
  @inline(never)
  mutating func checkAccessorTypes(_ function: NodeID, _ kind: MethodKind) {
    let record = nodes[Int(function.raw)]
    if record.b != 0 { early("an accessor has no type parameters", at: NodeID(record.b)) }
    guard kind == .set else { return }
    let result = NodeID(extra[Int(record.c) + 1])
    if result.exists { early("a setter returns nothing", at: result) }
    let list = Int(extra[Int(record.c)])
    let count = Int(extra[list])
    guard count > 0 else { return }
    let parameter = NodeID(extra[list + count])
    switch nodes[Int(parameter.raw)].kind {
    case .restElement: break
    case .assignmentPattern: early("the parameter of a setter has no default", at: parameter)
    default:
      if nodes[Int(parameter.raw)].flags.contains(.optional) {
        early("the parameter of a setter is not optional", at: parameter)
      }
    }
  }

  /// `function* f(): T;` and the like: only an implementation is a generator.
  @inline(never)
  mutating func reportGeneratorSignature(from start: UInt32) {
    if options.language == .dts { return }
    early("only a function with a body is marked '*'", at: Span(start: start, end: lexer.previousEnd))
  }
}

// MARK: - Parameters

extension Parser {
  /// Whose parameters they are.
  enum ParameterOwner: UInt8 {
    /// A function, a method of an object or type, or an arrow function.
    case function
    /// A method or accessor of a class.
    case member
    case constructor

    var isClassMember: Bool { self != .function }
  }

  /// Parameters of which one at least is optional, named `this`, or has decorators or modifiers.
  @inline(never)
  mutating func checkParameters(_ list: UInt32, of owner: ParameterOwner, hasBody: Bool) {
    if panicking { return }
    var optionalSeen = false
    for index in 0..<Int(extra[Int(list)]) {
      let id = NodeID(extra[Int(list) + 1 + index])
      var record = nodes[Int(id.raw)]
      var parameter = id
      if record.kind == .tsParameterProperty {
        parameter = NodeID(record.b)
        checkParameterProperty(id, parameter, of: owner, hasBody: hasBody)
        record = nodes[Int(parameter.raw)]
      }
      if record.kind == .restElement || record.kind == .invalid { continue }
      let hasDefault = record.kind == .assignmentPattern
      if hasDefault {
        parameter = NodeID(record.a)
        record = nodes[Int(parameter.raw)]
      }
      if record.kind == .identifier, record.a == Atom.this.raw, inTypeScript {
        checkThisParameter(parameter, index: index, of: owner)
      } else if record.flags.contains(.optional) {
        optionalSeen = true
        if hasDefault { reportOptionalDefault(parameter) }
      } else if optionalSeen, !hasDefault {
        early("a required parameter may not follow an optional one", at: parameter)
        return
      }
    }
  }

  mutating func reportOptionalDefault(_ parameter: NodeID) {
    early("a parameter with a default is optional already, and has no '?'", at: parameter)
  }

  private mutating func checkThisParameter(_ parameter: NodeID, index: Int, of owner: ParameterOwner) {
    if index != 0 {
      early("a 'this' parameter stands first", at: parameter)
    } else if owner == .constructor {
      early("a constructor has no 'this' parameter", at: parameter)
    }
  }

  /// `@inject() private readonly name: T`: decorators belong to implementations in classes, modifiers to constructors.
  private mutating func checkParameterProperty(
    _ property: NodeID, _ parameter: NodeID, of owner: ParameterOwner, hasBody: Bool
  ) {
    let record = nodes[Int(property.raw)]
    var target = nodes[Int(parameter.raw)]
    let isRest = target.kind == .restElement
    if target.kind == .assignmentPattern { target = nodes[Int(target.a)] }
    let isThis = target.kind == .identifier && target.a == Atom.this.raw
    let isMere = !hasBody && options.language != .dts
    // In JavaScript, Babel's old decorators go with every parameter.
    if inTypeScript, extra[Int(record.a)] != 0 {
      if !owner.isClassMember || isMere {
        early("a decorated parameter belongs to a method of a class, and to its implementation", at: property)
      } else if isThis {
        early("a 'this' parameter has no decorators", at: property)
      }
    }
    guard record.op != 0 || !record.flags.isDisjoint(with: [.readonly, .override]) else { return }
    if owner != .constructor || isMere {
      early("a parameter has modifiers only in the implementation of a constructor", at: property)
    } else if isRest {
      early("a rest parameter has no modifiers", at: property)
    } else if target.kind == .objectPattern || target.kind == .arrayPattern {
      early("a parameter that is a pattern has no modifiers", at: property)
    } else if target.kind == .identifier, target.a == Atom.constructor.raw {
      early("a field may not be named 'constructor'", at: property)
    } else if isThis {
      early("a 'this' parameter has no modifiers", at: property)
    }
  }
}
