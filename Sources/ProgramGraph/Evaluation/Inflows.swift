import JavaScript
import Semantics

/// Where things come to be known call by call.
enum FlowTarget: FlatKey, Hashable {
  /// What is handed over for a parameter.
  case parameter(FunctionReference, UInt32)
  /// What is put into an array, a map or a set after it was made.
  case collection(Entity)
  /// The classes that extend a class.
  case heirs(Entity)

  /// The index of the parameter that stands for `this`.
  static let this = Int(UInt32.max - 1)

  static func parameter(_ function: FunctionReference, at index: Int) -> FlowTarget {
    .parameter(function, UInt32(truncatingIfNeeded: index))
  }

  var mixed: UInt64 {
    switch self {
    case .parameter(let function, let index):
      (UInt64(function.file.raw) << 32 | UInt64(function.function.raw)).mixed(with: UInt64(index))
    case .collection(let entity): entity.mixed.mixed(with: 1)
    case .heirs(let entity): entity.mixed.mixed(with: 2)
    }
  }
}

/// What was seen to flow to targets, and when it grew.
///
/// Time passes with every growth, so that an answer that was given after it is known to have seen it.
struct Inflows {
  struct Inflow {
    /// What was handed over, as written there.
    fileprivate(set) var values: [ValueReference] = []
    /// What frameworks hand over: a Fastify instance to a plugin.
    fileprivate(set) var things: [Entity] = []
    /// What the declared type of a function says, where nothing else is known.
    fileprivate(set) var assumed: [Entity] = []
    fileprivate(set) var grownAt: UInt32 = 0
  }

  private static let maximum = 64

  private var numbers = FlatTable<FlowTarget>()
  private var inflows: [Inflow] = [Inflow()]
  /// When anything grew last.
  private(set) var grownAt: UInt32 = 0
  /// Passes with each growth and each round.
  private(set) var time: UInt32 = 1

  /// What flows to a target without notice that an answer hangs on it: for those who ask when all is known.
  subscript(target: FlowTarget) -> Inflow { inflows[Int(numbers[target])] }

  subscript(number: UInt32) -> Inflow { inflows[Int(number)] }

  /// The number of a target, for good.
  mutating func number(of target: FlowTarget) -> UInt32 {
    let known = numbers[target]
    if known != 0 { return known }
    inflows.append(Inflow())
    let number = UInt32(truncatingIfNeeded: inflows.count - 1)
    numbers[target] = number
    return number
  }

  func grownAt(_ number: UInt32) -> UInt32 { inflows[Int(number)].grownAt }

  mutating func add(_ value: ValueReference, to target: FlowTarget) {
    let number = Int(number(of: target))
    guard inflows[number].values.count < Self.maximum, !inflows[number].values.contains(value) else { return }
    inflows[number].values.append(value)
    grow(number)
  }

  /// Whether the thing was not known to come there.
  @discardableResult
  mutating func add(_ thing: Entity, to target: FlowTarget) -> Bool {
    let number = Int(number(of: target))
    guard inflows[number].things.count < Self.maximum, !inflows[number].things.contains(thing) else { return false }
    inflows[number].things.append(thing)
    grow(number)
    return true
  }

  /// Whether things that are added would find room.
  func hasRoom(_ target: FlowTarget) -> Bool { self[target].things.count < Self.maximum }

  mutating func assume(_ thing: Entity, in target: FlowTarget) {
    let number = Int(number(of: target))
    inflows[number].assumed.append(thing)
    grow(number)
  }

  /// Says that another one than before stands there, which is kept elsewhere.
  mutating func hasChanged(_ target: FlowTarget) { grow(Int(number(of: target))) }

  /// Lets time pass: what is worked out from now on is later than what was.
  mutating func pass() { time += 1 }

  private mutating func grow(_ number: Int) {
    pass()
    inflows[number].grownAt = time
    grownAt = time
  }
}
