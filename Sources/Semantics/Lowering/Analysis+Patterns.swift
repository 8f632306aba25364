import JavaScript
import SourceText

/// Names that take values apart.
extension Analysis {
  /// Gives a declared pattern its value.
  mutating func bind(_ pattern: NodeID, _ value: ValueID) {
    switch tree.kind(pattern) {
    case .identifier:
      guard let index = Meaning.binding(resolve(pattern, tree.atom(pattern, 0))) else { return }
      give(index, value)
      readType(of: pattern)
    case .objectPattern, .arrayPattern, .assignmentPattern, .restElement:
      takeApart(pattern, value, isDeclaration: true)
    default:
      assign(to: pattern, value)
    }
  }

  /// Assigns to an expression: a name, a member or a pattern.
  mutating func assign(to target: NodeID, _ value: ValueID) {
    let target = tree.unwrapped(target)
    switch tree.kind(target) {
    case .identifier:
      let meaning = resolve(target, tree.atom(target, 0))
      if let index = Meaning.binding(meaning) {
        assign(index, value, at: tree.span(target).start)
      } else if !value.isUnknown {
        assignUndeclared(target, value)
      }
    case .memberExpression:
      write(to: target, value)
    case .objectPattern, .arrayPattern, .assignmentPattern, .restElement:
      takeApart(target, value, isDeclaration: false)
    default:
      visit(target)
    }
  }

  /// `verify = (req, res, next) => …` without a declaration makes a member of the global object, outside of strict code.
  private mutating func assignUndeclared(_ target: NodeID, _ value: ValueID) {
    let name = tree.atom(target, 0)
    if name == .exports || name == .module { return }
    writes.append(
      MemberWrite(
        base: global(.globalThis, at: target), name: name, value: value, function: function, span: tree.span(target)))
  }

  private mutating func give(_ pattern: NodeID, _ value: ValueID, isDeclaration: Bool) {
    guard pattern.exists else { return }
    if isDeclaration { bind(pattern, value) } else { assign(to: pattern, value) }
  }

  private mutating func takeApart(_ pattern: NodeID, _ value: ValueID, isDeclaration: Bool) {
    switch tree.kind(pattern) {
    case .objectPattern:
      let properties = tree.list(pattern, 0)
      for index in 0..<properties.count {
        takeProperty(properties[index], of: value, isDeclaration: isDeclaration)
      }
    case .arrayPattern:
      let elements = tree.list(pattern, 0)
      for index in 0..<elements.count where elements[index].exists {
        takeElement(elements[index], at: index, of: value, isDeclaration: isDeclaration)
      }
    case .assignmentPattern:
      let target = tree.child(pattern, 0)
      let isName = tree.kind(target) == .identifier
      let initial = lower(
        tree.child(pattern, 1), named: isName ? tree.atom(target, 0) : .none, at: isName ? target : .none)
      let either = value.isUnknown ? initial : choice(value, initial, at: target)
      give(target, either, isDeclaration: isDeclaration)
    case .restElement:
      give(tree.child(pattern, 0), value, isDeclaration: isDeclaration)
    default:
      break
    }
  }

  private mutating func takeProperty(_ property: NodeID, of value: ValueID, isDeclaration: Bool) {
    // What is left of an object is read as the object.
    guard tree.kind(property) == .property else { return give(property, value, isDeclaration: isDeclaration) }
    let key = tree.child(property, 0)
    let isComputed = tree.flags(property).contains(.computed)
    let name = constantKey(key, isComputed: isComputed)
    let part: ValueID
    if name.exists {
      part = value.isUnknown ? .unknown : make(.member, value.raw, name.raw, at: key)
      if name == .NODE_ENV { mentionsEnvironment = true }
    } else {
      let keyValue = lower(key)
      part = value.isUnknown ? .unknown : make(.element, value.raw, keyValue.raw, at: key)
    }
    let target = tree.child(property, 1)
    give(target, part, isDeclaration: isDeclaration)
    if name == .NODE_ENV { noteEnvironmentName(target) } else { noteEnvironmentFlag(target, named: name) }
  }

  private mutating func takeElement(_ element: NodeID, at index: Int, of value: ValueID, isDeclaration: Bool) {
    guard tree.kind(element) != .restElement, !value.isUnknown else {
      return give(element, value, isDeclaration: isDeclaration)
    }
    let part = make(.elementOf, value.raw, UInt32(truncatingIfNeeded: index + 1), at: element)
    give(element, part, isDeclaration: isDeclaration)
  }
}
