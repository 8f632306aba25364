package import JavaScript
package import Semantics
import SourceText

/// A file's model, shared: a model is a dozen arrays, and handing it around by value would count references for each.
package final class ProgramFile: Sendable {
  package let model: FileModel

  /// The functions that stand in no other, by where they begin.
  private let outermost: [Span]

  /// What is said of types where values are used, by value; nil where nothing is.
  let claims: [UInt32: TypeClaim]?

  init(_ model: FileModel) {
    self.model = model
    outermost = model.functions.lazy
      .filter { $0.kind != .module && model.functions[$0.parent.index].kind == .module }
      .map(\.span).sorted { $0.start < $1.start }
    claims =
      model.claims.isEmpty
      ? nil : Dictionary(model.claims.map { ($0.value.raw, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether the span lies in a function: what stands there is made anew by each call.
  func isInFunction(_ span: Span) -> Bool {
    var low = 0
    var high = outermost.count
    while low < high {
      let middle = (low + high) / 2
      if outermost[middle].start <= span.start { low = middle + 1 } else { high = middle }
    }
    return low > 0 && span.end <= outermost[low - 1].end
  }

  /// Whether a function stands in another one.
  func isNested(_ function: FunctionID) -> Bool { self[self[function].parent].kind != .module }

  package var path: String { model.path }
  package var isModule: Bool { model.isModule }
  package var functions: [FunctionRecord] { model.functions }
  package var classes: [ClassRecord] { model.classes }
  package var calls: [CallSite] { model.calls }
  package var bindings: [Binding] { model.bindings }
  package var imports: [ImportRecord] { model.imports }
  package var exports: [ExportRecord] { model.exports }
  package var writes: [MemberWrite] { model.writes }
  package var values: [Value] { model.values }
  package var lineCount: Int { model.lineCount }
  package var hasHashbang: Bool { model.hasHashbang }
  package var hasJSX: Bool { model.hasJSX }
  package var directives: [Atom] { model.directives }

  package subscript(id: FunctionID) -> FunctionRecord { model.functions[id.index] }
  package subscript(id: ClassID) -> ClassRecord { model.classes[id.index] }
  package subscript(id: ValueID) -> Value { model.values[id.index] }
  package subscript(id: CallID) -> CallSite { model.calls[id.index] }
  package subscript(id: BindingID) -> Binding { model.bindings[id.index] }
  package subscript(id: ImportID) -> ImportRecord { model.imports[id.index] }

  package func values(_ list: ListID) -> ValueList { model.values(list) }
  package func properties(of object: Value) -> PropertyList { model.properties(of: object) }

  /// The value behind names that were given only one, and behind `await`.
  package func behindNames(_ id: ValueID) -> Value {
    var value = self[id]
    for _ in 0..<6 {
      switch value.kind {
      case .binding:
        let values = values(self[BindingID(value.a)].values)
        guard values.count == 1 else { return value }
        value = self[values[0]]
      case .awaited: value = self[ValueID(value.a)]
      default: return value
      }
    }
    return value
  }
}
