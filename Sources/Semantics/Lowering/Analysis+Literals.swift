import JavaScript
import SourceText

/// Array and object literals.
extension Analysis {
  mutating func lowerArray(_ node: NodeID) -> ValueID {
    let elements = tree.list(node, 0)
    let mark = scratch.count
    for index in 0..<elements.count {
      let element = elements[index]
      if scratch.count - mark < Analysis.longestList {
        scratch.append((element.exists ? lower(element) : .literal(.undefined)).raw)
      } else {
        visit(element)
        if scratch.count - mark == Analysis.longestList { scratch.append(ValueID.unknown(.notAnalysed).raw) }
      }
    }
    let items = list(from: mark)
    return make(.array, items.raw, at: node)
  }

  mutating func lowerObject(_ node: NodeID) -> ValueID {
    let properties = tree.list(node, 0)
    let mark = scratch.count
    let firstFunction = functions.count
    for index in 0..<properties.count {
      let property = properties[index]
      if scratch.count - mark >= Analysis.longestList * 3 {
        visitProperty(property)
      } else if tree.kind(property) == .property {
        lowerProperty(property)
      } else {
        let value = lower(tree.child(property, 0))
        appendProperty(.spread, .none, value)
      }
    }
    let items = list(from: mark)
    let object = make(.object, items.raw, at: node)
    if functions.count > firstFunction { noteHolder(object, items) }
    return object
  }

  private mutating func lowerProperty(_ property: NodeID) {
    let key = tree.child(property, 0)
    let node = tree.child(property, 1)
    let isComputed = tree.flags(property).contains(.computed)
    let name = constantKey(key, isComputed: isComputed)
    if isComputed, name.isNone { visit(key) }
    let method = MethodKind(rawValue: tree.op(property) & 15)
    let kind: ObjectProperty.Kind
    switch method {
    case .get: kind = .getter
    case .set: kind = .setter
    default: kind = tree.flags(property).contains(.method) ? .method : name.isNone ? .computed : .value
    }
    // An object literal in pattern position after recovery: `{ a = 1 }`.
    let value =
      tree.kind(node) == .assignmentPattern ? lower(tree.child(node, 1)) : lowerMember(node, of: property, name, kind)
    appendProperty(kind, name, value)
  }

  private mutating func lowerMember(
    _ node: NodeID, of property: NodeID, _ name: Atom, _ kind: ObjectProperty.Kind
  ) -> ValueID {
    let key = tree.child(property, 0)
    switch kind {
    case .method: return lower(node, named: name, at: key, as: .method, of: property)
    case .getter: return lower(node, named: name, at: key, as: .getter, of: property)
    case .setter: return lower(node, named: name, at: key, as: .setter, of: property)
    case .value, .computed, .spread: return lower(node, named: name, at: key)
    }
  }

  private mutating func appendProperty(_ kind: ObjectProperty.Kind, _ name: Atom, _ value: ValueID) {
    scratch.append(kind.rawValue)
    scratch.append(name.raw)
    scratch.append(value.raw)
  }

  private mutating func visitProperty(_ property: NodeID) {
    guard tree.kind(property) == .property else { return visit(tree.child(property, 0)) }
    if tree.flags(property).contains(.computed) { visit(tree.child(property, 0)) }
    visit(tree.child(property, 1))
  }

  /// Tells the functions of an object literal where they are held: there `this` leads.
  private mutating func noteHolder(_ object: ValueID, _ items: ListID) {
    let words = Int(lists[items.index])
    for index in stride(from: items.index + 1, to: items.index + 1 + words, by: 3) {
      let value = values[lists[index + 2].index]
      guard value.kind == .function, functions[value.a.index].holder.isUnknown else { continue }
      functions[value.a.index].holder = object
    }
  }
}
