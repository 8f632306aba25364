import JavaScript
import Semantics

/// What is done with the values of one file: made when somebody first asks about the file.
struct ValueUses {
  enum Use {
    case argument(CallID, index: Int)
    /// The value is the object of a member; `call` is the call of that member, if it is one.
    case base(member: ValueID, call: CallID?)
    /// Part of an array, object or text.
    case part(of: ValueID)
    /// One of the alternatives of a choice.
    case alternative(of: ValueID)
    case returned(FunctionID)
    /// What a name is given.
    case named(BindingID)
    case awaited(Int)
    /// Given to a property, thrown or exported.
    case kept
  }

  /// By value: where its uses begin in `uses`.
  private var starts: [UInt32]
  private var uses: [Use]
  /// By function: the call that it is written as an argument of, plus one.
  private var callbackOf: [UInt32: (call: CallID, index: Int)] = [:]
  /// By binding: the value that stands for its uses, plus one.
  private var useOfBinding: [UInt32]
  /// By function: its own calls, and its own `await` and `throw`.
  private var callsOf: [[CallID]]
  private var interruptionsOf: [UInt32: [Int]] = [:]

  init(_ file: ProgramFile) {
    let model = file.model
    var found: [(value: ValueID, use: Use)] = []
    var callOfMember: [UInt32: CallID] = [:]
    for (index, call) in model.calls.enumerated() where model[call.callee].kind == .member {
      callOfMember[call.callee.raw] = CallID(index)
    }
    useOfBinding = [UInt32](repeating: 0, count: model.bindings.count)
    callsOf = Array(repeating: [], count: model.functions.count)
    for index in model.values.indices {
      let value = model.values[index]
      let id = ValueID(index)
      switch value.kind {
      case .member: found.append((ValueID(value.a), .base(member: id, call: callOfMember[id.raw])))
      case .element, .elementOf: found.append((ValueID(value.a), .part(of: id)))
      case .spread: found.append((ValueID(value.a), .part(of: id)))
      case .choice:
        for item in model.values(ListID(value.a)) { found.append((item, .alternative(of: id))) }
      case .concatenation, .array:
        for item in model.values(ListID(value.a)) { found.append((item, .part(of: id))) }
      case .object:
        for property in model.properties(of: value) { found.append((property.value, .part(of: id))) }
      case .binding:
        useOfBinding[Int(value.a)] = id.raw + 1
      default: break
      }
    }
    for (index, call) in model.calls.enumerated() {
      callsOf[call.function.index].append(CallID(index))
      for (position, argument) in model.values(call.arguments).enumerated() {
        found.append((argument, .argument(CallID(index), index: position)))
        if model[argument].kind == .function {
          callbackOf[model[argument].a] = (CallID(index), position)
        }
      }
    }
    for index in model.functions.indices {
      for value in model.values(model.functions[index].returns) { found.append((value, .returned(FunctionID(index)))) }
    }
    for index in model.bindings.indices {
      for value in model.values(model.bindings[index].values) { found.append((value, .named(BindingID(index)))) }
    }
    for write in model.writes { found.append((write.value, .kept)) }
    for (index, record) in model.interruptions.enumerated() {
      found.append((record.value, record.kind == .await ? .awaited(index) : .kept))
      interruptionsOf[record.function.raw, default: []].append(index)
    }
    for record in model.exports {
      switch record.kind {
      case .local(let value), .assignment(let value): found.append((value, .kept))
      case .reexport, .namespace, .star: continue
      }
    }
    for record in model.classes {
      for member in record.members where member.kind == .field { found.append((member.value, .kept)) }
    }

    starts = [UInt32](repeating: 0, count: model.values.count + 1)
    for (value, _) in found where value.index < model.values.count { starts[value.index + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var next = starts
    uses = [Use](repeating: .kept, count: found.count)
    for (value, use) in found where value.index < model.values.count {
      uses[Int(next[value.index])] = use
      next[value.index] += 1
    }
  }

  func uses(of value: ValueID) -> ArraySlice<Use> {
    guard value.index + 1 < starts.count else { return [] }
    return uses[Int(starts[value.index])..<Int(starts[value.index + 1])]
  }

  /// The call a function is written as an argument of.
  func call(takingCallback function: FunctionID) -> (call: CallID, index: Int)? { callbackOf[function.raw] }

  /// The calls written in a function, in source order.
  func calls(in function: FunctionID) -> [CallID] { callsOf[function.index] }

  /// `await` and `throw` of a function's own code, by their number in the file.
  func interruptions(in function: FunctionID) -> [Int] { interruptionsOf[function.raw] ?? [] }

  /// The value that stands for the uses of a name; nil where it has none.
  func use(of binding: BindingID) -> ValueID? {
    guard binding.index < useOfBinding.count, useOfBinding[binding.index] != 0 else { return nil }
    return ValueID(useOfBinding[binding.index] - 1)
  }
}
