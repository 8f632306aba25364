package import JavaScript
package import ProgramGraph
import Semantics

/// Calls that a pattern asks for by name, and whose name only the program knows: the files they stand in are parsed
/// again, and the patterns held against these calls alone.
package struct RemainingCalls: Sendable {
  package struct Call: Sendable {
    package var node: NodeID
    package var name: ExternalName
  }

  /// By the audit's number of the file, ascending; each with its calls in source order.
  package let files: [(file: Int, calls: [Call])]

  /// - Parameters:
  ///   - indices: which of the program's files a file of the audit is, by the audit's number.
  ///   - judged: the calls each file named itself, by the audit's number.
  package init(program: Program, indices: [FileIndex?], judged: [[NodeID]], matching: FileMatching) {
    var numbers: [FileIndex: Int] = [:]
    for (number, index) in indices.enumerated() { if let index { numbers[index] = number } }
    var wanted: [String: ExternalName?] = [:]
    var calls: [Int: [Call]] = [:]
    for external in program.externalCalls {
      let known = wanted[external.path]
      let name = known ?? ExternalName(external.path).flatMap { matching.wantsCalls(of: $0) ? $0 : nil }
      wanted[external.path] = .some(name)
      guard let name, let file = numbers[external.call.file] else { continue }
      let node = program[external.call.file][external.call.call].node
      guard !judged[file].contains(node) else { continue }
      calls[file, default: []].append(Call(node: node, name: name))
    }
    files = calls.keys.sorted().map { file in
      (file, (calls[file] ?? []).sorted { ($0.node.raw, $0.name.description) < ($1.node.raw, $1.name.description) })
    }
  }
}
