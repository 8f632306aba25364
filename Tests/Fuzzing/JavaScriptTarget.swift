import JavaScript
import Semantics
import SourceText

/// Any bytes are a file: it parses in every language and goal that its length chooses, its tree holds what trees promise,
/// it is understood, and every dump of it can be made.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let source = Array(UnsafeBufferPointer(start: bytes, count: count))
  let sometimes: [ParseOptions] = [
    ParseOptions(language: .js, goal: .script), ParseOptions(language: .js, goal: .module),
    ParseOptions(language: .js, goal: .commonJS), ParseOptions(language: .dts, goal: .auto),
    ParseOptions(language: .ts, goal: .module),
  ]
  let always = [ParseOptions.Language.js, .ts, .tsx].map { ParseOptions(language: $0, goal: .auto) }
  for options in always + [sometimes[count % sometimes.count]] { examine(source, options) }
  return 0
}

nonisolated(unsafe) private var arena = TreeArena()
nonisolated(unsafe) private var analyzer = FileAnalyzer()
nonisolated(unsafe) private var runs = 0

private func examine(_ source: [UInt8], _ options: ParseOptions) {
  runs += 1
  // Names stay in the table as long as an arena lives.
  if runs % 4096 == 0 {
    arena = TreeArena()
    analyzer = FileAnalyzer()
  }
  let tree = arena.parse(source, options: options)
  for complaint in TreeCheck.complaints(about: tree) {
    fatalError("\(options): \(complaint.span.start)..\(complaint.span.end) \(complaint.message)")
  }
  for problem in tree.problems where Int(problem.span.end) > source.count || problem.span.start > problem.span.end {
    fatalError("\(options): the problem '\(problem.message)' stands outside of the file, at \(problem.span)")
  }
  // What was parsed with one problem or none is the same when parsed again.
  let count = tree.nodeCount
  let again = arena.parse(source, options: options)
  guard again.nodeCount == count else { fatalError("\(options): \(count) nodes, and then \(again.nodeCount)") }
  _ = analyzer.analyze(again, path: "fuzz.js", arena: arena)
  if runs % 16 == 0 {
    _ = analyzer.dumpScopes()
    _ = TreeDump.text(of: again)
    _ = TokenDump.text(of: again)
  }
}
