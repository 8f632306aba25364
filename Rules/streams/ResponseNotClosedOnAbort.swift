import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports timers that go on writing to a client who left. The promise is on the page beside this file.
struct ResponseNotClosedOnAbort: SurveyCheck {
  struct Note: Sendable {
    var response: ValueID
    var responseName: String
    var place: Span
    var function: FunctionID
    /// A timer, or a loop over what comes bit by bit.
    var isTimer = true
  }

  let interests = FileInterests(kinds: [.callExpression, .forOfStatement])

  private static let answers: Set<String> = ["express.response", "node.response", "fastify.reply"]
  private static let endings: Set<String> = ["close", "aborted", "finish", "end", "abort", "disconnect", "error"]

  func survey(_ file: FileContext, nodes: FileNodes) -> [Note] {
    timers(file, nodes) + nodes[.forOfStatement].compactMap { loop(at: $0, file) }
  }

  private func timers(_ file: FileContext, _ nodes: FileNodes) -> [Note] {
    let tree = file.tree
    return nodes[.callExpression].compactMap { call in
      let callee = tree.child(call, 0)
      guard tree.kind(callee) == .identifier, file.name(tree.atom(callee, 0)) == "setInterval",
        file.analyzer.isGlobal(callee), let argument = tree.list(call, 2).first,
        let function = file.functionNode(argument), let response = written(in: function, file)
      else { return nil }
      let outer = file.enclosingFunction(call)
      guard outer.exists, !hearsOfEnd(outermost(outer, file), file), !stopsItself(call, function, file) else {
        return nil
      }
      return Note(
        response: file.analyzer.value(of: response), responseName: file.spoken(response),
        place: file.firstLine(of: tree.span(callee)), function: file.analyzer.function(around: call))
    }
  }

  /// `for await (const part of answer) res.write(part)` of server-sent events, with nothing that would end it early.
  private func loop(at node: NodeID, _ file: FileContext) -> Note? {
    let tree = file.tree
    guard tree.flags(node).contains(.async), let response = written(in: tree.child(node, 2), file) else { return nil }
    let outer = file.enclosingFunction(node)
    guard outer.exists, sendsEvents(outermost(outer, file), file), !hearsOfAbort(outermost(outer, file), file) else {
      return nil
    }
    return Note(
      response: file.analyzer.value(of: response), responseName: file.spoken(response),
      place: file.firstLine(of: tree.span(node)), function: file.analyzer.function(around: node), isTimer: false)
  }

  private func sendsEvents(_ function: NodeID, _ file: FileContext) -> Bool {
    file.tree.preorder(from: function).contains { node in
      file.tree.kind(node) == .stringLiteral && file.tree.stringValue(node).hasPrefix("text/event-stream")
    }
  }

  private static let abortNames: Set<String> = [
    "signal", "abortSignal", "AbortController", "writableEnded", "destroyed", "closed", "onAbort", "aborted",
  ]

  private func hearsOfAbort(_ function: NodeID, _ file: FileContext) -> Bool {
    file.tree.preorder(from: function).contains { node in
      switch file.tree.kind(node) {
      case .stringLiteral: ["close", "aborted", "abort", "disconnect"].contains(file.tree.stringValue(node))
      case .identifier: Self.abortNames.contains(file.name(file.tree.atom(node, 0)))
      default: false
      }
    }
  }

  /// `res` of `res.write(…)`
  private func written(in function: NodeID, _ file: FileContext) -> NodeID? {
    for node in file.tree.preorder(from: function) where file.tree.kind(node) == .callExpression {
      let callee = file.tree.child(node, 0)
      guard file.tree.kind(callee) == .memberExpression, file.lastName(of: callee) == "write" else { continue }
      return file.tree.child(callee, 0)
    }
    return nil
  }

  private func outermost(_ function: NodeID, _ file: FileContext) -> NodeID {
    var found = function
    while case let outer = file.enclosingFunction(found), outer.exists { found = outer }
    return found
  }

  /// Somebody listens for the end of the connection, or is handed something that tells it.
  private func hearsOfEnd(_ function: NodeID, _ file: FileContext) -> Bool {
    file.tree.preorder(from: function).contains { node in
      switch file.tree.kind(node) {
      case .stringLiteral: Self.endings.contains(file.tree.stringValue(node))
      case .identifier:
        ["finished", "onFinished", "signal", "writableEnded", "destroyed", "closed"].contains(
          file.name(file.tree.atom(node, 0)))
      default: false
      }
    }
  }

  /// The timer is cleared in its own function, after so many rounds.
  private func stopsItself(_ call: NodeID, _ function: NodeID, _ file: FileContext) -> Bool {
    file.tree.preorder(from: function).contains { node in
      file.tree.kind(node) == .callExpression && file.lastName(of: file.tree.child(node, 0)) == "clearInterval"
    }
  }

  func run(on surveyed: [SurveyedFile<Note>], program: Program, project: Project, reporter: inout Reporter) {
    for file in surveyed where program.isService(file.file) {
      for note in file.notes {
        let function = FunctionReference(file: file.file, function: note.function)
        guard let thing = program.flows.thing(note.response, in: file.file), Self.answers.contains(thing),
          let way = program.certainPath(to: function)
        else { continue }
        reporter.report(
          at: note.place, in: program[file.file].path,
          note.isTimer
            ? "the timer of \(way.handler.route) goes on writing to \(note.responseName) when the client has left"
            : "this loop of \(way.handler.route) goes on for \(note.responseName) when the client has left",
          evidence: way.evidence(in: program), enclosing: program.qualifiedName(of: function))
      }
    }
  }
}
