import Checking
import JavaScript
import Semantics
import SourceText

/// What a response to a failure does when it does nothing but print.
struct Printing {
  /// What the code after it gets.
  enum Outcome: Equatable {
    case nothing
    /// A stated value that says nothing about the failure: `null`, `false`, `[]`, `{}`.
    case empty(String)
  }

  /// To the console alone; otherwise a logger has part in it.
  var isConsole = true
  var outcome = Outcome.nothing
  /// What is printed says how the code goes on: "using the defaults".
  var statesFallback = false
  /// The first statement that prints; `.none` where the response is no block.
  var first = NodeID.none

  static let fallbackWords = [
    "default", "fall back", "falling back", "fallback", "ignor", "skip", "continu", "optional", "proceed", "retry",
    "expected",
  ]
}

extension FileContext {
  /// Nil where something else happens too, or nothing at all.
  func printing(_ handling: FailureHandling) -> Printing? {
    var printing = Printing()
    switch handling.response {
    case .missing: return nil
    case .named(let value): return isConsoleFunction(value) ? printing : nil
    case .expression(let expression):
      return prints(expression, &printing) ? printing : nil
    case .block(let block):
      var printed = false
      guard printsOnly(tree.list(block, 0).map { $0 }, handling.error, &printing, &printed), printed else { return nil }
      return printing
    }
  }

  private func printsOnly(
    _ statements: [NodeID], _ error: BindingID?, _ printing: inout Printing, _ printed: inout Bool
  ) -> Bool {
    for (index, statement) in statements.enumerated() {
      switch tree.kind(statement) {
      case .emptyStatement: continue
      case .expressionStatement:
        guard prints(tree.child(statement, 0), &printing) else { return false }
        if !printed { printing.first = statement }
        printed = true
      case .blockStatement:
        guard printsOnly(tree.list(statement, 0).map { $0 }, error, &printing, &printed) else { return false }
      case .ifStatement:
        // A test of the failure itself tells one from another, which is more than printing.
        guard !mentions(error, under: tree.child(statement, 0)), !callsAnything(tree.child(statement, 0)) else {
          return false
        }
        for branch in [tree.child(statement, 1), tree.child(statement, 2)] where branch.exists {
          guard printsOnly([branch], error, &printing, &printed) else { return false }
        }
      case .variableDeclaration:
        guard !callsAnything(statement) else { return false }
      case .returnStatement:
        guard index == statements.count - 1 else { return false }
        return returnsNothing(tree.child(statement, 0), &printing, &printed)
      default: return false
      }
    }
    return true
  }

  private func returnsNothing(_ argument: NodeID, _ printing: inout Printing, _ printed: inout Bool) -> Bool {
    guard argument.exists else { return true }
    let argument = withoutAssertions(argument)
    if let empty = emptyValue(argument) {
      if empty != "undefined" { printing.outcome = .empty(empty) }
      return true
    }
    guard prints(argument, &printing) else { return false }
    if !printed { printing.first = argument }
    printed = true
    return true
  }

  /// `null`, `false`, `[]`, `{}` or `undefined` where an expression is one of them.
  func emptyValue(_ expression: NodeID) -> String? {
    switch tree.kind(expression) {
    case .nullLiteral: return "null"
    case .booleanLiteral: return tree.flags(expression).contains(.isTrue) ? nil : "false"
    case .arrayExpression: return tree.list(expression, 0).isEmpty ? "[]" : nil
    case .objectExpression: return tree.list(expression, 0).isEmpty ? "{}" : nil
    case .identifier: return tree.atom(expression, 0) == .undefined ? "undefined" : nil
    case .unaryExpression:
      return Operator(rawValue: tree.op(expression)) == .void && tree.kind(tree.child(expression, 0)) == .numericLiteral
        ? "undefined" : nil
    default: return nil
    }
  }

  /// Whether something is called but what turns values into text.
  private func callsAnything(_ root: NodeID) -> Bool {
    tree.preorder(from: root).contains { node in
      switch tree.kind(node) {
      case .callExpression:
        let names: Set<String> = ["String", "stringify", "toString", "inspect", "format", "join", "trim", "split"]
        return !(lastName(of: tree.child(node, 0)).map(names.contains) ?? false)
      case .newExpression, .awaitExpression, .yieldExpression, .assignmentExpression, .updateExpression: return true
      default: return false
      }
    }
  }

  // MARK: Console and loggers

  private func prints(_ expression: NodeID, _ printing: inout Printing) -> Bool {
    var expression = withoutAssertions(expression)
    while true {
      switch tree.kind(expression) {
      case .awaitExpression: expression = withoutAssertions(tree.child(expression, 0))
      case .unaryExpression where Operator(rawValue: tree.op(expression)) == .void:
        expression = withoutAssertions(tree.child(expression, 0))
      default:
        let isConsole = isConsoleCall(expression) && !isRecord(expression)
        guard isConsole || isConsoleCall(expression) || isLoggerCall(expression) else { return false }
        if !isConsole { printing.isConsole = false }
        if saysHowItGoesOn(expression) { printing.statesFallback = true }
        return true
      }
    }
  }

  /// `console.error(JSON.stringify({ event: "not_notified", reason }))`: a line for whatever reads the logs.
  private func isRecord(_ call: NodeID) -> Bool {
    guard tree.list(call, 2).count == 1, case let text = withoutAssertions(tree.list(call, 2)[0]),
      tree.kind(text) == .callExpression,
      globalPath(of: analyzer.value(of: tree.child(text, 0))) == ["JSON", "stringify"],
      let record = tree.list(text, 2).first
    else { return false }
    return tree.kind(withoutAssertions(record)) == .objectExpression
  }

  private func saysHowItGoesOn(_ call: NodeID) -> Bool {
    tree.preorder(from: call).contains { node in
      guard tree.kind(node) == .stringLiteral || tree.kind(node) == .templateElement else { return false }
      let text = tree.stringValue(node).lowercased()
      return Printing.fallbackWords.contains { text.holds($0) }
    }
  }

  /// A call that writes to the console, or to the standard streams, and does nothing else.
  func isConsoleCall(_ node: NodeID) -> Bool {
    guard tree.kind(node) == .callExpression else { return false }
    return isConsoleFunction(analyzer.value(of: tree.child(node, 0)))
  }

  /// `console.error`, an alias of it, `console.error.bind(console)`, `debug("name")`, `process.stderr.write`.
  private func isConsoleFunction(_ value: ValueID) -> Bool {
    if let path = globalPath(of: value) {
      return path.first == "console" && path.count == 2
        || path == ["process", "stderr", "write"] || path == ["process", "stdout", "write"]
    }
    // Editors import it by themselves.
    if let (module, names) = modulePath(of: value), names.count == 2, names[0] == "console" {
      return ["inspector", "node:inspector", "console", "node:console"].contains(module)
    }
    guard let call = call(behind: value) else { return false }
    let callee = analyzer.model[call.callee]
    if callee.kind == .member, name(Atom(callee.b)) == "bind" { return isConsoleFunction(ValueID(callee.a)) }
    return specifier(of: call.callee) == "debug"
  }

  private static let logMethods: Set<String> = [
    "error", "err", "warn", "warning", "info", "debug", "trace", "verbose", "fatal", "log", "silly", "http", "notice",
    "critical", "crit", "alert", "emerg",
  ]

  /// A call that looks like one of a logger: `logger.error(…)`, `req.log.warn(…)`. Decided by names, since loggers are
  /// mostly made in another file; so nothing that this alone decides is ever certain.
  func isLoggerCall(_ node: NodeID) -> Bool {
    guard tree.kind(node) == .callExpression else { return false }
    let callee = withoutAssertions(tree.child(node, 0))
    guard tree.kind(callee) == .memberExpression, let method = lastName(of: callee), Self.logMethods.contains(method)
    else { return false }
    let receiver = tree.child(callee, 0)
    if let module = specifier(of: analyzer.value(of: receiver)) {
      return isLogger(module.parts(between: "/").last.map { String($0.prefix { $0 != "." }) } ?? module)
    }
    return lastName(of: receiver).map(isLogger) ?? false
  }

  private func isLogger(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["winston", "pino", "bunyan", "log4js", "loglevel", "signale", "consola"].contains(name)
      || name.hasSuffix("log") || name.hasSuffix("logger") || name.hasSuffix("logging")
  }
}
