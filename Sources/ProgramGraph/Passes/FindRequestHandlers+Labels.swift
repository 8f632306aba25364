import JavaScript
import Semantics

/// Filling in what labels leave open.
extension FindRequestHandlers {
  /// `{0}` stands for the constant text of an argument, `{*}` for the properties that stars were, `{property}` for the
  /// name that the call's result is given, `{file}` for the file. What is not known is left out with the blank before.
  func text(_ template: String, _ found: HandlerFunctions.Found, _ call: CallReference) -> String {
    let filled = Self.fill(template) { name in
      switch name {
      case "*": return found.stars.isEmpty ? nil : found.stars.joined(separator: ".")
      case "property": return self.name(ofResultOf: call)
      case "file": return PathText.withoutExtension(evaluator.files[file(of: found, call).index].path)
      default:
        guard let index = Int(name) else { return nil }
        let arguments = arguments(of: call)
        return index < arguments.count ? constant(arguments[index], call.file) : nil
      }
    }
    // "the bot's {0}", of which only the bot is known.
    return filled.hasSuffix("'s") ? String(filled.dropLast(2)) : filled
  }

  /// The file of a registration; where a wrapper makes it for others, that of the function it was given:
  /// `const wrap = (handler) => middy(handler)`.
  private func file(of found: HandlerFunctions.Found, _ call: CallReference) -> FileIndex {
    let model = evaluator.files[call.file.index]
    let isOfWrapper = arguments(of: call).contains { model.behindNames($0).kind == .parameter }
    return isOfWrapper ? found.function.file : call.file
  }

  static func fill(_ template: String, _ value: (String) -> String?) -> String {
    guard let open = template.firstIndex(of: "{"), let close = template[open...].firstIndex(of: "}") else {
      return template
    }
    let name = String(template[template.index(after: open)..<close])
    let tail = template[template.index(after: close)...]
    guard let text = value(name), !text.isEmpty else {
      var head = template[..<open]
      if head.hasSuffix(" ") { head = head.dropLast() }
      if head.hasSuffix(" of") { head = head.dropLast(3) }
      return fill(String(head + tail), value)
    }
    return template[..<open] + text + fill(String(tail), value)
  }

  /// Constant text, or that of a list's first item, or of an object's `cmd`, `name` or `topic`.
  func constant(_ value: ValueID, _ file: FileIndex) -> String? {
    if let text = evaluator.eventName(value, file) { return text }
    for entity in evaluator.evaluate(file, value) {
      if entity.kind == .array, let item = evaluator.elements(ofArray: entity).first(where: { $0.kind == .string }) {
        return evaluator.text(Atom(item.id))
      }
      guard entity.kind == .object else { continue }
      for name in ["cmd", "name", "queue", "topic"] {
        let found = evaluator.lookUp(evaluator.atoms.intern(name), in: entity)
        if let item = found.first(where: { $0.kind == .string }) { return evaluator.text(Atom(item.id)) }
      }
    }
    return nil
  }

  /// The property, variable or export that holds what a call gives back.
  private func name(ofResultOf call: CallReference) -> String? {
    let model = evaluator.files[call.file.index]
    let result = model[call.call].result
    for value in model.values where value.kind == .object {
      for property in model.properties(of: value) where property.value == result && property.name.exists {
        return evaluator.text(property.name)
      }
    }
    for binding in model.bindings where model.values(binding.values).contains(result) {
      return evaluator.text(binding.name)
    }
    for record in model.exports {
      if case .local(let value) = record.kind, value == result, record.name.exists {
        return evaluator.text(record.name)
      }
    }
    return nil
  }
}
