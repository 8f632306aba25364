import JavaScript
import Semantics

/// `$NAME is exported`: other files may take it by a name.
enum IsExported {
  static func read(_ reader: inout ConstraintReader) -> Phrase? { .isExported }
}

/// `$NAME is defined in this file`: it is declared here, and not to stand for something imported or passed in.
enum IsDefinedHere {
  static func read(_ reader: inout ConstraintReader) -> Phrase? { .isDefinedHere }
}

extension PatternMatcher {
  func isExported(_ node: NodeID) -> Bool {
    guard let name = nameNode(of: node), tree.kind(name) == .identifier, let binding = analyzer.binding(of: name) else {
      return false
    }
    let own = analyzer.model.values(analyzer.model[binding].values)
    return analyzer.model.exports.contains { record in
      switch record.kind {
      case .local(let value): return means(value, binding, own)
      case .assignment(let value):
        let assigned = analyzer.model[value]
        if assigned.kind == .object {
          return analyzer.model.properties(of: assigned).contains { means($0.value, binding, own) }
        }
        return means(value, binding, own)
      case .reexport, .namespace, .star: return false
      }
    }
  }

  private func means(_ value: ValueID, _ binding: BindingID, _ own: ValueList) -> Bool {
    let record = analyzer.model[value]
    switch record.kind {
    case .binding: return BindingID(record.a) == binding
    case .function, .class: return own.contains(value) || own.contains { analyzer.model[$0] == record }
    default: return false
    }
  }

  func isDefinedHere(_ node: NodeID) -> Bool {
    guard let name = nameNode(of: node), tree.kind(name) == .identifier, let id = analyzer.binding(of: name) else {
      return false
    }
    switch analyzer.model[id].kind {
    case .import, .parameter, .caught: return false
    case .var, .let, .const, .function, .class, .enum, .namespace, .type: break
    }
    return !analyzer.model.values(analyzer.model[id].values).contains { value in
      switch analyzer.model[value].kind {
      case .module, .imported: true
      default: false
      }
    }
  }
}
