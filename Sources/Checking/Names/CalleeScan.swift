import JavaScript
import Semantics

/// A call that patterns may match at, by what is called.
struct CalleeCandidate: BitwiseCopyable {
  var call: NodeID
  /// The member called, for patterns that know no more; else `.none`.
  var member: Atom
  /// What may be meant, where `member` is `.none`.
  var external: Int
}

extension NameResolver {
  /// The calls of a file that patterns may match at: those of a member some pattern names, and those that may mean an
  /// external name, judged by the root of the callee and the name taken last. A quick look at each of very many, after
  /// which few are left.
  ///
  /// - Parameters:
  ///   - members: by atom.
  ///   - wanted: by external; nil where nothing in the file may mean any of them.
  mutating func findCallees(
    in model: FileModel, _ atoms: AtomTable, members: [Bool], wanted: [Bool]?, into found: inout [CalleeCandidate]
  ) {
    let roots = wanted == nil ? [] : model.imports.map { specifier($0.specifier, atoms) }
    CalleeScan.look(at: model, members: members) { scan in find(scan, roots, wanted, into: &found) }
  }

  private func find(_ scan: CalleeScan, _ roots: [Int], _ wanted: [Bool]?, into found: inout [CalleeCandidate]) {
    for call in scan.calls {
      if let member = scan.member(of: call.callee) {
        found.append(CalleeCandidate(call: call.node, member: member, external: 0))
      }
      guard let wanted else { continue }
      let (root, last) = scan.root(of: call.callee)
      let candidates: [Int]
      switch root {
      case .none: continue
      case .global(let name): candidates = externals.externals(ofGlobal: name)
      case .module(let id): candidates = externals.externalsOfSpecifier[roots[id.index]]
      }
      for external in candidates where wanted[external] {
        let expected = externals.lastNames[external]
        if expected.exists, last.exists, expected != last { continue }
        found.append(CalleeCandidate(call: call.node, member: .none, external: external))
      }
    }
  }
}

/// The model's arrays, for a look that must not cost anything.
private struct CalleeScan {
  enum Root {
    case none
    case global(Atom)
    case module(ImportID)
  }

  let values: UnsafeBufferPointer<Value>
  let bindings: UnsafeBufferPointer<Binding>
  let lists: UnsafeBufferPointer<UInt32>
  let calls: UnsafeBufferPointer<CallSite>
  let members: UnsafeBufferPointer<Bool>

  static func look(at model: FileModel, members: [Bool], _ body: (CalleeScan) -> Void) {
    model.values.withUnsafeBufferPointer { values in
      model.bindings.withUnsafeBufferPointer { bindings in
        model.lists.withUnsafeBufferPointer { lists in
          model.calls.withUnsafeBufferPointer { calls in
            members.withUnsafeBufferPointer { members in
              body(CalleeScan(values: values, bindings: bindings, lists: lists, calls: calls, members: members))
            }
          }
        }
      }
    }
  }

  private static let stepLimit = 64

  /// The member a callee is, if a pattern names it.
  @inline(__always) func member(of callee: ValueID) -> Atom? {
    let record = values[callee.index]
    guard record.kind == .member, Int(record.b) < members.count, members[Int(record.b)] else { return nil }
    return Atom(record.b)
  }

  /// Where a callee comes from, and the name that was taken last; `.none` where that is not known. Where it may be one
  /// of several, the first that is something stands for all: they must all mean the same.
  func root(of callee: ValueID) -> (Root, last: Atom) {
    var value = callee
    // Names taken of the value, the last one first; those past the eighth matter to nobody.
    var names = SIMD8<UInt32>()
    var depth = 0
    var isLastKnown = true
    for _ in 0..<Self.stepLimit {
      let record = values[value.index]
      switch record.kind {
      case .member:
        if depth < 8 { names[depth] = record.b }
        depth += 1
        value = ValueID(record.a)
      case .imported:
        return (.module(ImportID(record.a)), isLastKnown ? Atom(depth == 0 ? record.b : names[0]) : .none)
      case .module: return (.module(ImportID(record.a)), isLastKnown && depth > 0 ? Atom(names[0]) : .none)
      case .global: return (.global(Atom(record.a)), isLastKnown ? Atom(depth == 0 ? record.a : names[0]) : .none)
      case .binding:
        guard let next = something(in: bindings[Int(record.a)].values) else { return (.none, .none) }
        value = next
      case .choice:
        guard let next = something(in: ListID(record.a)) else { return (.none, .none) }
        value = next
      case .object:
        guard depth > 0, depth <= 8, let next = property(Atom(names[depth - 1]), of: record) else {
          return (.none, .none)
        }
        depth -= 1
        value = next
      case .call:
        // `f.bind(x)` goes by the name of f.
        if depth == 0 { isLastKnown = false }
        value = calls[Int(record.a)].callee
      case .awaited: value = ValueID(record.a)
      case .unknown, .literal, .string, .concatenation, .function, .class, .array, .spread, .element, .this,
        .superclass, .parameter, .restParameter, .arguments, .elementOf, .caught, .importMeta, .opaque:
        return (.none, .none)
      }
    }
    return (.none, .none)
  }

  private func something(in list: ListID) -> ValueID? {
    let count = Int(lists[list.index])
    for index in 0..<count {
      let value = ValueID(lists[list.index + 1 + index])
      let record = values[value.index]
      let isNothing =
        record.kind == .literal
        && (record.a == LiteralKind.null.rawValue || record.a == LiteralKind.undefined.rawValue)
      if !isNothing { return value }
    }
    return nil
  }

  private func property(_ name: Atom, of object: Value) -> ValueID? {
    let start = Int(object.a)
    let count = Int(lists[start])
    for index in stride(from: 0, to: count - 2, by: 3) where Atom(lists[start + 2 + index]) == name {
      return ValueID(lists[start + 3 + index])
    }
    return nil
  }
}
