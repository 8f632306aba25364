import Checking
import JavaScript
import Semantics
import SourceText

// Code that logs to somewhere. When it fails, there is nobody left to tell but the console.
extension FileContext {
  /// Whether all that may fail is the writing of a log, or the code around it is a logger.
  func isLogging(_ handling: FailureHandling) -> Bool {
    if let name = enclosingName(analyzer.function(around: handling.node)) {
      let parts = name.parts(between: ".").map(String.init)
      if parts.contains(where: { Logging.isLogger($0) }) || parts.last.map(Logging.writesLog) ?? false { return true }
    }
    if isLogStream(handling) { return true }
    let roots: [NodeID]
    switch handling.form {
    case .rejection: roots = [handling.guarded]
    case .clause: roots = FallibleCode(self).parts(of: handling.guarded)
    }
    return !roots.isEmpty && roots.allSatisfy { isLogCall($0) || isToldOfError($0) }
  }

  /// `{ write: (line) => { try { … process.stdout.write(line) } catch … } }`: the stream of a logger.
  private func isLogStream(_ handling: FailureHandling) -> Bool {
    guard handling.form == .clause, let name = enclosingName(analyzer.function(around: handling.node)),
      name.parts(between: ".").last == "write"
    else { return false }
    return tree.preorder(from: handling.guarded).contains { node in
      guard tree.kind(node) == .callExpression, let path = globalPath(of: analyzer.value(of: tree.child(node, 0)))
      else {
        return false
      }
      return path == ["process", "stdout", "write"] || path == ["process", "stderr", "write"]
    }
  }

  /// `onError(error)`, a hook for errors that fails in its turn.
  private func isToldOfError(_ expression: NodeID) -> Bool {
    var node = withoutAssertions(expression)
    if tree.kind(node) == .awaitExpression { node = withoutAssertions(tree.child(node, 0)) }
    guard tree.kind(node) == .callExpression, let name = lastName(of: tree.child(node, 0)), !tree.list(node, 2).isEmpty
    else { return false }
    return ["onError", "onerror", "errorHandler", "handleError", "reportError", "notifyError"].contains(name)
  }

  /// `await logEvent(…)`, `ActivityLog.create(…)`
  private func isLogCall(_ expression: NodeID) -> Bool {
    var node = withoutAssertions(expression)
    if tree.kind(node) == .awaitExpression { node = tree.child(node, 0) }
    node = promiseRoot(node)
    guard tree.kind(node) == .callExpression else { return false }
    let callee = withoutAssertions(tree.child(node, 0))
    guard let name = lastName(of: callee) else { return false }
    if Logging.writesLog(name) { return true }
    guard tree.kind(callee) == .memberExpression, let receiver = lastName(of: tree.child(callee, 0)) else {
      return false
    }
    return Logging.isLogger(receiver) || Logging.isLogOfEvents(receiver)
  }
}

/// Names of what logs. Source: the practice of the public projects that the rules were tried on, 2026.
enum Logging {
  private static let writing: Set<String> = [
    "write", "append", "save", "create", "add", "store", "insert", "send", "record", "push", "flush", "persist",
  ]
  private static let events: Set<String> = [
    "audit", "activity", "event", "access", "request", "error", "system", "api", "debug", "security",
  ]

  /// `logger`, `loggerBot`, `requestLogger`, `EventLogger`
  static func isLogger(_ name: String) -> Bool {
    let words = words(of: name)
    return words.first == "logger" || words.last.map { $0 == "logger" || $0 == "logging" } ?? false
  }

  /// `log`, `logEvent`, `writeLog`, `saveAuditLogs`
  static func writesLog(_ name: String) -> Bool {
    let words = words(of: name)
    if name == "log" { return true }
    guard let first = words.first, let last = words.last, words.count > 1 else { return false }
    return first == "log" || writing.contains(first) && (last == "log" || last == "logs" || words[1] == "log")
  }

  /// `AuditLog`, as against the log of a diver.
  static func isLogOfEvents(_ name: String) -> Bool {
    let words = words(of: name)
    guard words.count > 1, let last = words.last else { return false }
    return (last == "log" || last == "logs") && events.contains(words[words.count - 2])
  }

  /// `save`, `audit`, `log` of `saveAuditLog` and `save_audit_log`.
  private static func words(of name: String) -> [String] {
    var words: [String] = []
    var isInWord = false
    for scalar in name.unicodeScalars {
      let isUpper = ("A"..."Z").contains(scalar)
      guard isUpper || ("a"..."z").contains(scalar) else {
        isInWord = false
        continue
      }
      if isUpper || !isInWord { words.append("") }
      words[words.count - 1].append(isUpper ? String(scalar).lowercased() : String(scalar))
      isInWord = true
    }
    return words
  }
}
