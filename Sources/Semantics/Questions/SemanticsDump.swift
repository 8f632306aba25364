package import JavaScript
import SourceText

// Stable text of what was understood, for `nodevet dump` and for tests.

extension FileModel {
  /// Every record of the model, a line each; positions are byte offsets.
  package func dump(atoms: AtomTable) -> String {
    let text = ValueText(self, atoms)
    var lines: [String] = ["file \(path) \(isModule ? "module" : "script") lines \(lineCount)"]
    for directive in directives { lines.append("directive \"\(text.name(directive))\"") }
    lines += imports.map { text.line($0) }
    lines += exports.map { text.line($0) }
    lines += functions.indices.map { text.line(function: FunctionID($0)) }
    lines += classes.indices.flatMap { text.lines(class: ClassID($0)) }
    lines += bindings.map { text.line($0) }
    lines += calls.indices.map { text.line(call: CallID($0)) }
    lines += writes.map { text.line($0) }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension ValueText {
  func line(_ record: ImportRecord) -> String {
    var line = "import \(record.kind) \"\(name(record.specifier))\" in \(function(record.function))"
    if record.isTypeOnly { line += " type" }
    return line + flags(record.flags)
  }

  func line(_ record: ExportRecord) -> String {
    let suffix = record.isTypeOnly ? " type" : ""
    switch record.kind {
    case .local(let value): return "export \(name(record.name)) = \(text(value))" + suffix
    case .reexport(let id, let imported):
      return "export \(name(record.name)) = import(\(specifier(id.raw))).\(name(imported))" + suffix
    case .namespace(let id): return "export \(name(record.name)) = module(\(specifier(id.raw)))" + suffix
    case .star(let id): return "export * from \(specifier(id.raw))" + suffix
    case .assignment(let value): return "export = \(text(value))" + suffix
    }
  }

  func line(function id: FunctionID) -> String {
    let record = model[id]
    var line = "\(function(id)) \(record.kind) in \(function(record.parent))"
    if let owner = record.owner { line += " of class#\(owner.raw)" }
    for (flag, word) in ValueText.functionFlags where record.flags.contains(flag) { line += " \(word)" }
    if !record.parameters.isEmpty { line += " (\(record.parameters.map { parameter($0) }.joined(separator: ", ")))" }
    if record.returns.raw != 0 { line += " returns \(list(record.returns))" }
    return line
  }

  private static let functionFlags: [(FunctionRecord.Flags, String)] = [
    (.async, "async"), (.generator, "generator"), (.static, "static"), (.immediatelyInvoked, "invoked"),
    (.usesThis, "this"), (.usesArguments, "arguments"),
  ]

  private func parameter(_ record: ParameterRecord) -> String {
    var line = record.isRest ? "..." : ""
    line += name(record.name)
    if record.isOptional { line += "?" }
    if !record.type.isUnknown { line += ": \(text(record.type))" }
    if record.initial != .unknown { line += " = \(text(record.initial))" }
    if record.decorators.raw != 0 { line = "@(\(list(record.decorators))) " + line }
    return line
  }

  func lines(class id: ClassID) -> [String] {
    let record = model[id]
    var line = "class#\(id.raw) \(name(record.name))"
    if record.superclass != .unknown { line += " extends \(text(record.superclass))" }
    if record.interfaces.raw != 0 { line += " implements \(list(record.interfaces))" }
    if record.decorators.raw != 0 { line += " @(\(list(record.decorators)))" }
    return [line] + record.members.map { member($0) }
  }

  private func member(_ record: MemberRecord) -> String {
    var line = "  \(record.isStatic ? "static " : "")\(record.kind) \(name(record.name))"
    if record.type != .unknown { line += ": \(text(record.type))" }
    line += " = \(text(record.value))"
    if record.decorators.raw != 0 { line += " @(\(list(record.decorators)))" }
    return line
  }

  func line(_ binding: Binding) -> String {
    var line = "binding \(binding.kind) \(name(binding.name)) in \(function(binding.function))"
    if !binding.type.isUnknown { line += ": \(text(binding.type))" }
    if binding.values.raw != 0 { line += " = \(list(binding.values))" }
    return line + (binding.isReassigned ? " reassigned" : "")
  }

  func line(call id: CallID) -> String {
    let call = model[id]
    return "call#\(id.raw) \(text(call.callee))(\(list(call.arguments))) in \(function(call.function))"
      + flags(call.flags)
  }

  func line(_ write: MemberWrite) -> String {
    "write \(text(write.base)).\(name(write.name)) = \(text(write.value)) in \(function(write.function))"
  }

  func flags(_ flags: CallSite.Flags) -> String {
    ValueText.callFlags.filter { flags.contains($0.0) }.map { " \($0.1)" }.joined()
  }

  private static let callFlags: [(CallSite.Flags, String)] = [
    (.new, "new"), (.optional, "optional"), (.awaited, "awaited"), (.unused, "unused"), (.inLoop, "loop"),
    (.inTry, "try"), (.inCatch, "catch"), (.taggedTemplate, "tagged"), (.memoGuarded, "memo"),
    (.developmentOnly, "development"), (.beforeExit, "exit"), (.spreadArguments, "spread"), (.decorator, "decorator"),
    (.implied, "implied"),
  ]
}

extension FileAnalyzer {
  /// The scopes of the last file, its names with what they are and where they are used (line:column, both 1-based, in
  /// bytes), and the globals it uses.
  package func dumpScopes() -> String {
    analysis.map { ScopeDump($0.pointee).text() } ?? ""
  }
}

private struct ScopeDump {
  let analysis: Analysis
  private var lineStarts: [UInt32] = [0]
  /// Places of use by binding, in source order; globals by name.
  private var uses: [[NodeID]]
  /// The scopes in each scope.
  private var inner: [[Int]]
  private var globals: [(name: Atom, uses: [NodeID])] = []

  init(_ analysis: Analysis) {
    self.analysis = analysis
    for offset in 0..<analysis.tree.sourceCount where analysis.tree.source[offset] == 0x0A {
      lineStarts.append(UInt32(offset + 1))
    }
    uses = Array(repeating: [], count: analysis.bindings.count)
    inner = Array(repeating: [], count: analysis.scopes.count)
    for index in 1..<max(analysis.scopes.count, 1) { inner[Int(analysis.scopes[index].parent)].append(index) }
    var globalIndices: [Atom: Int] = [:]
    for node in analysis.identifiers() {
      let name = analysis.tree.atom(node, 0)
      let meaning = analysis.meanings[node.raw]
      if let index = Meaning.binding(meaning) {
        if !analysis.tree.declares(node) { uses[index].append(node) }
      } else if meaning == Meaning.global {
        if globalIndices[name] == nil {
          globalIndices[name] = globals.count
          globals.append((name, []))
        }
        if let index = globalIndices[name] { globals[index].uses.append(node) }
      }
    }
  }

  func text() -> String {
    var lines: [String] = []
    append(scope: 0, indent: 0, to: &lines)
    for global in globals.sorted(by: { analysis.atoms.text($0.name) < analysis.atoms.text($1.name) }) {
      lines.append("global \(analysis.atoms.text(global.name))" + places(global.uses))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func append(scope index: Int, indent: Int, to lines: inout [String]) {
    let scope = analysis.scopes[index]
    let margin = String(repeating: "  ", count: indent)
    let isShown = index == 0 || scope.firstBinding != 0
    if isShown { lines.append("\(margin)\(scope.kind) \(position(analysis.tree.span(scope.node).start))") }
    for binding in bindings(of: scope) {
      let record = analysis.bindings[binding]
      let name = analysis.atoms.text(record.name)
      lines.append("\(margin)  \(record.kind) \(name) \(position(record.span.start))" + places(uses[binding]))
    }
    for scope in inner[index] { append(scope: scope, indent: isShown ? indent + 1 : indent, to: &lines) }
  }

  private func bindings(of scope: Scope) -> [Int] {
    var result: [Int] = []
    var next = scope.firstBinding
    while next != 0 {
      result.append(Int(next) - 1)
      next = analysis.states[Int(next) - 1].next
    }
    return result.reversed()
  }

  private func places(_ nodes: [NodeID]) -> String {
    if nodes.isEmpty { return "" }
    let sorted = nodes.map { analysis.tree.span($0).start }.sorted()
    return " used " + sorted.map { position($0) }.joined(separator: " ")
  }

  private func position(_ offset: UInt32) -> String {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return "\(low + 1):\(offset - lineStarts[low] + 1)"
  }
}
