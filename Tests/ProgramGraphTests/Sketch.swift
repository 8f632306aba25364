import JavaScript
import ProgramGraph
import Semantics

/// A small program made of texts, and what the tests ask about it.
struct Sketch {
  let program: Program

  init(_ files: [(path: String, text: String)], landscape: ModuleLandscape = ModuleLandscape()) {
    let arena = TreeArena()
    let analyzer = FileAnalyzer()
    let models = files.map { path, text in
      let tree = arena.parse(Array(text.utf8), options: .forPath(path))
      return analyzer.analyze(tree, path: path, arena: arena)
    }
    program = ProgramBuilder().build(
      ProgramInput(files: models, atoms: arena.atoms, landscape: landscape), keeping: [arena])
  }

  /// One file named app.js.
  init(_ text: String) { self.init([("app.js", text)]) }

  /// All handlers as "ROUTE -> function".
  var handlers: [String] {
    program.handlers.map { "\($0.route) -> \(program.name(of: $0.function))" }
  }

  /// The ways to every call of an external function, as "path: route > caller > … ", in source order; calls that no
  /// request reaches as "path: -".
  func ways(to suffix: String) -> [String] {
    program.externalCalls.filter { $0.path.hasSuffix(suffix) }.map { call in
      let site = program[call.call.file][call.call.call]
      let function = FunctionReference(file: call.call.file, function: site.function)
      guard let path = program.requestPath(to: function) else { return "\(call.path): -" }
      let names = path.edges.map { program.name(of: $0.caller) }
      let guardMark = path.isMemoGuarded || site.flags.contains(.memoGuarded) ? " (once)" : ""
      return "\(call.path): " + ([path.handler.route] + names + [program.name(of: function)]).joined(separator: " > ")
        + guardMark
    }
  }
}
