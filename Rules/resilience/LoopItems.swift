import JavaScript
import ProgramGraph
import Semantics
import SourceText

/// What a value has to do with the turn of a loop that it is read in.
struct LoopItem: Sendable {
  /// What the loop goes through; nil where only the function that is called for each element tells.
  var list: ValueID?
  /// It is not the element that is asked for but a set of them: `{ $in: batch }`.
  var isSet = false
  /// It is compared by size or as a pattern: no list of keys asks for all of them.
  var isRange = false
}

/// Finds which calls are made anew for each element of a list, with something of the element in their arguments.
struct LoopItems {
  private let program: Program
  private let file: ProgramFile
  private let index: FileIndex
  /// By function: the call that it is written as an argument of.
  private var takers: [FunctionID: (call: CallID, position: Int)] = [:]

  init(_ program: Program, _ index: FileIndex) {
    self.program = program
    self.index = index
    file = program[index]
    for (number, site) in file.calls.enumerated() {
      for (position, argument) in file.values(site.arguments).enumerated() where file[argument].kind == .function {
        takers[FunctionID(file[argument].a)] = (CallID(number), position)
      }
    }
  }

  private static let iterating: Set<String> = [
    "map", "forEach", "flatMap", "filter", "some", "every", "reduce", "find",
  ]
  private static let maximumDepth = 14

  /// The element that a call depends on; nil where it is made once, or always with the same.
  func item(of id: CallID) -> LoopItem? {
    let site = file[id]
    var parameters: [(function: FunctionID, index: UInt32, list: ValueID)] = []
    var function = site.function
    for _ in 0..<3 {
      guard function != .moduleBody else { break }
      if let taker = takers[function], taker.position == 0, let list = iterated(by: taker.call) {
        let name = program.text(Atom(file[file[taker.call].callee].b))
        parameters.append((function, name == "reduce" ? 1 : 0, list))
      }
      // What stands in another function of its own is called by somebody else.
      guard file[function].kind == .arrow || takers[function] != nil else { break }
      function = file[function].parent
    }
    let isInLoop = site.flags.contains(.inLoop)
    guard isInLoop || !parameters.isEmpty else { return nil }
    var search = Search(items: self, parameters: parameters, isInLoop: isInLoop)
    for argument in file.values(site.arguments) { search.look(at: argument, 0, isSet: false) }
    if file[site.callee].kind == .member { search.look(at: ValueID(file[site.callee].a), 0, isSet: false) }
    return search.found
  }

  /// Which argument of a call depends on the element.
  func itemArguments(of id: CallID) -> [Int] {
    let arguments = Array(file.values(file[id].arguments))
    return arguments.indices.filter { position in
      guard let item = item(of: id, argument: arguments[position]) else { return false }
      return !item.isSet
    }
  }

  private func item(of id: CallID, argument: ValueID) -> LoopItem? {
    let site = file[id]
    var parameters: [(function: FunctionID, index: UInt32, list: ValueID)] = []
    if let taker = takers[site.function], taker.position == 0, let list = iterated(by: taker.call) {
      parameters.append((site.function, 0, list))
    }
    guard site.flags.contains(.inLoop) || !parameters.isEmpty else { return nil }
    var search = Search(items: self, parameters: parameters, isInLoop: site.flags.contains(.inLoop))
    search.look(at: argument, 0, isSet: false)
    return search.found
  }

  /// Whether an argument of a call is made of a parameter of the function around it.
  func depends(_ id: CallID, onParameter position: Int, of function: FunctionID) -> Bool {
    let site = file[id]
    var search = Search(
      items: self, parameters: [(function, UInt32(truncatingIfNeeded: position), .unknown)], isInLoop: false)
    for argument in file.values(site.arguments) { search.look(at: argument, 0, isSet: false) }
    return search.found.map { !$0.isSet } ?? false
  }

  /// The list of `list.map(…)`.
  private func iterated(by call: CallID) -> ValueID? {
    let callee = file[file[call].callee]
    guard callee.kind == .member, Self.iterating.contains(program.text(Atom(callee.b))) else { return nil }
    return ValueID(callee.a)
  }

  // MARK: What a value is made of

  private struct Search {
    let items: LoopItems
    let parameters: [(function: FunctionID, index: UInt32, list: ValueID)]
    let isInLoop: Bool
    var found: LoopItem?
    /// Conditions of size around what is looked at.
    private var rangeDepth = 0
    private var seen: Set<ValueID> = []

    init(items: LoopItems, parameters: [(function: FunctionID, index: UInt32, list: ValueID)], isInLoop: Bool) {
      self.items = items
      self.parameters = parameters
      self.isInLoop = isInLoop
    }

    private static let ranges: Set<String> = [
      "lt", "lte", "gt", "gte", "$lt", "$lte", "$gt", "$gte", "between", "$regex", "contains", "startsWith", "endsWith",
    ]

    private mutating func note(_ item: LoopItem) {
      var item = item
      item.isRange = rangeDepth > 0
      // One that asks for a key says more.
      if let found, item.isRange || item.isSet, !found.isSet { return }
      found = item
    }

    /// `query = query.where("a", "==", a)`: a query of its own for each, which no list of keys replaces.
    private func isBuilt(_ held: ValueID, on binding: UInt32) -> Bool {
      let value = items.file[held]
      guard value.kind == .call, case let callee = items.file[items.file[CallID(value.a)].callee],
        callee.kind == .member, case let base = items.file[ValueID(callee.a)]
      else { return false }
      return base.kind == .binding && base.a == binding
    }

    mutating func look(at id: ValueID, _ depth: Int, isSet: Bool) {
      guard found.map({ $0.isSet || $0.isRange }) ?? true, depth < LoopItems.maximumDepth, !id.isUnknown,
        seen.insert(id).inserted
      else { return }
      let file = items.file
      let value = file[id]
      func inner(_ raw: UInt32) -> ValueID { ValueID(raw) }
      switch value.kind {
      case .parameter:
        for parameter in parameters where parameter.function.raw == value.a && parameter.index == value.b {
          note(LoopItem(list: parameter.list.isUnknown ? nil : parameter.list, isSet: isSet))
        }
      case .elementOf:
        if isInLoop, value.b == 0 {
          note(LoopItem(list: inner(value.a), isSet: isSet))
        } else {
          look(at: inner(value.a), depth + 1, isSet: isSet)
        }
      case .element:
        let key = file[inner(value.b)]
        if isInLoop, key.kind == .binding, isCounter(BindingID(key.a)) {
          note(LoopItem(list: inner(value.a), isSet: isSet))
        } else {
          look(at: inner(value.a), depth + 1, isSet: isSet)
        }
      case .binding:
        for held in file.values(file[BindingID(value.a)].values) where !isBuilt(held, on: value.a) {
          look(at: held, depth + 1, isSet: isSet)
        }
      case .member, .awaited, .spread: look(at: inner(value.a), depth + 1, isSet: isSet)
      case .choice, .concatenation, .array:
        for part in file.values(ListID(value.a)) { look(at: part, depth + 1, isSet: isSet) }
      case .object:
        for property in file.properties(of: value) {
          let name = items.program.text(property.name)
          let opensSet = ["$in", "$nin", "in", "notIn", "$or", "$and", "OR", "skip", "offset"].contains(name)
          let isRange = Self.ranges.contains(name)
          if isRange { rangeDepth += 1 }
          look(at: property.value, depth + 1, isSet: isSet || opensSet)
          if isRange { rangeDepth -= 1 }
        }
      case .call:
        let site = file[CallID(value.a)]
        // What another query gave for the element is asked for in a chain.
        for argument in file.values(site.arguments) where file[argument].kind != .function {
          look(at: argument, depth + 1, isSet: isSet)
        }
        if file[site.callee].kind == .member { look(at: inner(file[site.callee].a), depth + 1, isSet: isSet) }
      default: return
      }
    }

    /// A name that counts: its values are numbers and arithmetic.
    private func isCounter(_ id: BindingID) -> Bool {
      let binding = items.file[id]
      return binding.isReassigned
        && items.file.values(binding.values).allSatisfy { value in
          let record = items.file[value]
          return record.kind == .literal || record.kind == .unknown
        }
    }
  }
}
