import Checking
import Findings
import JavaScript
import ProgramGraph
import Semantics
import SourceText

// How checks of the whole program call what stands in code that they no longer see.
extension Program {
  private static var longestSpoken: Int { 48 }

  /// A call as people say it, without arguments: `User.find()`, `new Pool()`; of chains the call they begin with.
  func spoken(_ call: CallReference) -> String { spoken(result: rootCall(of: call)) }

  /// The call that a chain of `then`, `catch` and `finally` begins with: `load()` of `load().then(show)`.
  func rootCall(of call: CallReference) -> CallReference {
    var current = call
    for _ in 0..<32 {
      guard let (base, name) = member(self[current.file][current.call].callee, current.file),
        ["then", "catch", "finally"].contains(name), let inner = self.call(behind: base, in: current.file)
      else { break }
      current = inner
    }
    return current
  }

  /// The call whose result a value is, through `await`.
  func call(behind value: ValueID, in file: FileIndex) -> CallReference? {
    let record = self[file][value]
    switch record.kind {
    case .call: return CallReference(file: file, call: CallID(record.a))
    case .awaited: return call(behind: ValueID(record.a), in: file)
    default: return nil
    }
  }

  /// The object and the name of a member.
  func member(_ value: ValueID, _ file: FileIndex) -> (base: ValueID, name: String)? {
    let record = self[file][value]
    return record.kind == .member ? (ValueID(record.a), text(Atom(record.b))) : nil
  }

  /// The last name of what a call calls: `save` of `user.save()` and of `save()`.
  func calleeName(_ call: CallReference) -> String? {
    let value = self[call.file][self[call.file][call.call].callee]
    switch value.kind {
    case .member, .imported: return text(Atom(value.b))
    case .binding: return text(self[call.file][BindingID(value.a)].name)
    case .global: return text(Atom(value.a))
    default: return nil
    }
  }

  private func spoken(result call: CallReference) -> String {
    let whole = spoken(call, depth: 0)
    guard whole.utf8.count > Self.longestSpoken else { return whole }
    // The call that a long chain begins with tells most.
    let first = spoken(startOfChain(call), depth: 0)
    return first.utf8.count > Self.longestSpoken ? String(first.prefix(Self.longestSpoken - 1)) + "…" : first
  }

  private func spoken(_ call: CallReference, depth: Int) -> String {
    let site = self[call.file][call.call]
    if self[call.file][site.callee].kind == .function { return "the function called here" }
    // `import("x").then(…)`
    if let (base, name) = member(site.callee, call.file), ["then", "catch", "finally"].contains(name),
      self[call.file][base].kind == .module
    {
      return "import()"
    }
    let callee = spoken(site.callee, call.file, depth: depth + 1)
    if site.flags.contains(.new) { return "new \(callee)()" }
    return "\(callee)()"
  }

  func spoken(_ value: ValueID, _ file: FileIndex, depth: Int = 0) -> String {
    guard depth < 12 else { return "…" }
    let record = self[file][value]
    switch record.kind {
    case .binding: return text(self[file][BindingID(record.a)].name)
    case .global: return text(Atom(record.a))
    case .imported: return text(Atom(record.b))
    case .member: return "\(spoken(ValueID(record.a), file, depth: depth + 1)).\(text(Atom(record.b)))"
    case .element: return "\(spoken(ValueID(record.a), file, depth: depth + 1))[…]"
    case .call: return spoken(CallReference(file: file, call: CallID(record.a)), depth: depth + 1)
    case .awaited: return spoken(ValueID(record.a), file, depth: depth + 1)
    case .this: return "this"
    case .superclass: return "super"
    case .module:
      // `require("./storage")(options)`
      let specifier = text(self[file][ImportID(record.a)].specifier)
      return specifier.parts(between: "/").last.map(String.init) ?? specifier
    default: return "…"
    }
  }

  /// The first call of a chain: `User.find()` of `User.find().sort()`.
  func startOfChain(_ call: CallReference) -> CallReference {
    var current = call
    for _ in 0..<32 {
      guard let (base, _) = member(self[current.file][current.call].callee, current.file),
        let inner = self.call(behind: base, in: current.file)
      else { break }
      current = inner
    }
    return current
  }

  /// Where a call begins that may go on over several lines: `User.find` of `User.find().sort()`.
  func head(of call: CallReference) -> Span {
    let start = startOfChain(call)
    return self[start.file][start.call].calleeSpan
  }

  /// Code of the service itself, and of its workers.
  func isRunningCode(_ file: FileIndex) -> Bool { isServiceCode(file) || role(of: file).role == .worker }
}
