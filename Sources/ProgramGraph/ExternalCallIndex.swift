/// The calls of things from outside by the paths of what they call: a program has some thousands of such calls, and
/// several dozens of rules look for a few of them each.
struct ExternalCallIndex: Sendable {
  /// Each once.
  private let paths: [String]
  private let numbers: [String: Int]
  /// By path: the places of its calls in the list of all, rising.
  private let places: [[Int32]]

  init(_ calls: [Program.ExternalCall]) {
    var paths: [String] = []
    var numbers: [String: Int] = [:]
    var places: [[Int32]] = []
    for (place, call) in calls.enumerated() {
      let place = Int32(truncatingIfNeeded: place)
      if let known = numbers[call.path] {
        places[known].append(place)
      } else {
        numbers[call.path] = paths.count
        paths.append(call.path)
        places.append([place])
      }
    }
    self.paths = paths
    self.numbers = numbers
    self.places = places
  }

  func places(of path: String) -> [Int32] { numbers[path].map { places[$0] } ?? [] }

  /// Rising.
  func places(where isWanted: (String) -> Bool) -> [Int32] {
    let wanted = paths.indices.filter { isWanted(paths[$0]) }
    return wanted.count == 1 ? places[wanted[0]] : wanted.flatMap { places[$0] }.sorted()
  }
}

extension Program {
  /// The calls of `externalCalls` whose path a test admits, in their order. The test sees each path once, not call by call.
  package func externalCalls(where isWanted: (_ path: String) -> Bool) -> [ExternalCall] {
    externalCallIndex.places(where: isWanted).map { externalCalls[Int($0)] }
  }

  /// The calls of one thing from outside, in their order.
  package func externalCalls(to path: String) -> [ExternalCall] {
    externalCallIndex.places(of: path).map { externalCalls[Int($0)] }
  }
}
