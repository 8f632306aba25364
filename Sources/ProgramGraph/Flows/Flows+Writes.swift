import JavaScript
import Semantics
import SourceText

/// What is written to the members of things.
extension Flows {
  /// `options.name = req.query.name` on something that nothing else is known of, in the same function;
  /// `options[key] = value`, where the key may be any name.
  func written(to base: ValueID, _ name: Atom, _ place: Place) -> Origin? {
    let model = file(place.file)
    guard model[base].kind == .binding else { return nil }
    let made = onlyValue(base, model).flatMap {
      $0.kind == .object ? innermost(around: $0.span.start, place.file) : nil
    }
    let written = evaluator.writeIndex(place.file).byName
    let computed = made == nil || !takesAnyName ? [] : written[.none] ?? []
    for index in (written[name] ?? []) + computed where model.writes[index].base == base {
      if let made, model.writes[index].span.start > place.at, made == innermost(around: place.at, place.file),
        made == model.writes[index].function.index
      {
        continue
      }
      var next = place.with(model.writes[index].value)
      next.written = model.writes[index].span.start
      if let found = trace(next) { return found }
    }
    return nil
  }

  /// Whether a value can be nothing but objects that are written down with a property of the name, and nothing spread into
  /// them.
  func isWritten(_ name: Atom, in base: ValueID, _ place: Place) -> Bool {
    let entities = evaluator.evaluate(place.file, base)
    return !entities.isEmpty && entities.count < 4
      && entities.allSatisfy { entity in
        guard entity.kind == .object, case let model = file(entity.file) else { return false }
        let properties = model.properties(of: model[ValueID(entity.id)])
        return properties.contains { $0.kind == .value && $0.name == name }
          && properties.allSatisfy { $0.kind == .value || $0.kind == .method }
      }
  }

  /// Where one text among others does harm.
  private var takesAnyName: Bool {
    switch sink {
    case .sql, .command, .path, .code: true
    case .nosql, .url, .redirect, .html, .regex, .header, .amount, .objectKey, .any: false
    }
  }
}
