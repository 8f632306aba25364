import Checking
import JavaScript
import Semantics
import SourceText

/// Proves that a request gets no answer when a failure ends where it does.
///
/// The proof is by exclusion. A function that is given a response (and perhaps `next`) uses them nowhere but in the code
/// that may fail, early returns aside; something there may fail before the first answer; and what happens to the failure
/// touches neither. Whatever is not seen through counts as an answer.
struct UnansweredRequest {
  private let file: FileContext
  private let handling: FailureHandling
  private var tree: SyntaxTree { file.tree }

  init(_ file: FileContext, _ handling: FailureHandling) {
    self.file = file
    self.handling = handling
  }

  /// The function whose request stays open, for the program to confirm that requests reach it.
  func function() -> FunctionID? {
    var function = file.enclosingFunction(handling.node)
    while function.exists {
      let channels = channels(of: function)
      if !channels.isEmpty {
        // The innermost function that could answer decides: those around it gave their response away.
        return leavesOpen(function, channels) ? file.analyzer.function(at: function) : nil
      }
      function = file.enclosingFunction(function)
    }
    return nil
  }

  // MARK: How a function can answer

  /// A parameter through which a function answers or passes the request on.
  private struct Channel {
    enum Kind { case response, next }
    var binding: BindingID
    var kind: Kind
    /// It is called what everybody calls it. Otherwise its place and what is called on it must tell.
    var isNamed: Bool
  }

  private static let responseNames: Set<String> = ["res", "resp", "response", "_res", "rsp"]
  /// Answers that have the same name on other objects, or in frameworks that answer by themselves where a handler returns
  /// nothing.
  private static let commonAnswers: Set<String> = ["send", "redirect", "end"]
  private static let answers: Set<String> = commonAnswers.union([
    "json", "jsonp", "sendFile", "sendfile", "sendStatus", "render", "download",
  ])
  /// What may be done to a response without answering.
  private static let preparations: Set<String> = [
    "set", "header", "setHeader", "removeHeader", "append", "type", "contentType", "status", "cookie", "clearCookie",
    "vary", "links", "attachment", "flushHeaders", "writeHead", "setTimeout",
  ]

  /// `(req, res)`, `(req, res, next)`, `(error, req, res, next)`: Express and Node's own server.
  private func channels(of function: NodeID) -> [Channel] {
    let parameters = tree.list(function, 2).map { $0 }
    if isOfPassport(function), let last = parameters.last, tree.kind(last) == .identifier,
      let binding = file.analyzer.binding(of: last)
    {
      let channel = Channel(binding: binding, kind: .next, isNamed: true)
      return isUsed(channel) ? [channel] : []
    }
    let place = parameters.count == 4 ? 2 : 1
    var channels: [Channel] = []
    for (index, parameter) in parameters.enumerated() {
      guard tree.kind(parameter) == .identifier, let binding = file.analyzer.binding(of: parameter) else { continue }
      let name = file.name(tree.atom(parameter, 0))
      if index > 0, Self.responseNames.contains(name) || index == place {
        channels.append(
          Channel(binding: binding, kind: .response, isNamed: Self.responseNames.contains(name)))
      } else if index == place + 1 {
        channels.append(Channel(binding: binding, kind: .next, isNamed: name == "next"))
      }
    }
    return channels.contains { isUsed($0) } ? channels : []
  }

  /// What Passport asks who somebody is, and gives `done` for the answer: a strategy's verify function, and what makes a
  /// user of a session.
  private func isOfPassport(_ function: NodeID) -> Bool {
    let call = tree.parent(function)
    guard tree.list(function, 2).count > 1, let name = file.lastName(of: tree.child(call, 0)) else { return false }
    switch tree.kind(call) {
    case .newExpression: return name.hasSuffix("Strategy")
    case .callExpression: return tree.child(call, 0) != function && name == "deserializeUser"
    default: return false
    }
  }

  /// Whether the function is seen to answer through it, wherever that is.
  private func isUsed(_ channel: Channel) -> Bool {
    file.analyzer.scopeReferences(to: channel.binding).contains { answer(through: channel, at: $0) != nil }
  }

  private func leavesOpen(_ function: NodeID, _ channels: [Channel]) -> Bool {
    var firstAnswer: Span?
    // An answer that leaves is none for those who come past it: the last of such.
    var lastLeaving: Span?
    for channel in channels {
      for use in file.analyzer.scopeReferences(to: channel.binding) {
        guard file.contains(handling.guarded, use) else {
          guard isHarmless(use, channel) else { return false }
          continue
        }
        // `const context = { req, res }`: whoever is given that may answer.
        if tree.kind(tree.parent(use)) == .property { return false }
        guard let answer = answer(through: channel, at: use).map(tree.span) else { continue }
        if leavesAtOnce(use) {
          if answer.end > lastLeaving?.end ?? 0 { lastLeaving = answer }
        } else if answer.start < firstAnswer?.start ?? .max {
          firstAnswer = answer
        }
      }
    }
    guard let firstAnswer = firstAnswer ?? lastLeaving else { return false }
    return mayFail(before: firstAnswer) && returnsNothingOfUse(function)
  }

  /// The call that answers, if a use of the channel is one: `res.status(201).json(user)`, `next()`.
  private func answer(through channel: Channel, at use: NodeID) -> NodeID? {
    var node = use
    if channel.kind == .next {
      let call = tree.parent(use)
      return channel.isNamed && tree.kind(call) == .callExpression && tree.child(call, 0) == use ? call : nil
    }
    while true {
      let member = tree.parent(node)
      guard tree.kind(member) == .memberExpression, tree.child(member, 0) == node else { return nil }
      let call = tree.parent(member)
      guard tree.kind(call) == .callExpression, tree.child(call, 0) == member, let name = file.lastName(of: member)
      else { return nil }
      if Self.answers.contains(name) { return isAnswer(name, call, channel) ? call : nil }
      guard Self.preparations.contains(name) else { return nil }
      node = call
    }
  }

  /// `response.json()` reads what somebody else answered.
  private func isAnswer(_ name: String, _ call: NodeID, _ channel: Channel) -> Bool {
    if name == "json" || name == "jsonp", tree.list(call, 2).isEmpty, !FallibleCode(file).endsWithNothing(call) {
      return false
    }
    return channel.isNamed || !Self.commonAnswers.contains(name)
  }

  // MARK: Uses elsewhere

  /// A use outside the guarded code that answers no request that fails in it.
  private func isHarmless(_ use: NodeID, _ channel: Channel) -> Bool {
    guard tree.span(use).start < tree.span(handling.guarded).start else { return false }
    return leavesEarly(use) || (channel.kind == .response && isPreparation(use))
  }

  /// `res.set("x", "y")` as a statement of its own.
  private func isPreparation(_ use: NodeID) -> Bool {
    var node = use
    while true {
      let member = tree.parent(node)
      guard tree.kind(member) == .memberExpression, tree.child(member, 0) == node else { return false }
      let call = tree.parent(member)
      guard tree.kind(call) == .callExpression, tree.child(call, 0) == member,
        let name = file.lastName(of: member), Self.preparations.contains(name)
      else {
        return tree.kind(call) == .assignmentExpression && tree.child(call, 0) == member && node == use
      }
      if tree.kind(tree.parent(call)) == .expressionStatement { return true }
      node = call
    }
  }

  /// Whoever comes here does not come to the guarded code: `if (!id) return res.status(400).end()`.
  private func leavesEarly(_ use: NodeID) -> Bool {
    var child = use
    for ancestor in tree.ancestors(of: use) {
      if file.contains(ancestor, handling.node) {
        // The other branch of the same `if`.
        return tree.kind(ancestor) == .ifStatement && child != tree.child(ancestor, 0)
      }
      switch tree.kind(ancestor) {
      case .returnStatement, .throwStatement: return true
      case .blockStatement:
        if let last = tree.list(ancestor, 0).last, leaves(last) { return true }
      case .functionDeclaration, .functionExpression, .arrowFunctionExpression: return false
      default: break
      }
      child = ancestor
    }
    return false
  }

  /// `return res.json(user)`, `res.status(404).end(); return` in the guarded code.
  private func leavesAtOnce(_ use: NodeID) -> Bool {
    var child = use
    for ancestor in tree.ancestors(of: use) {
      if tree.kind(ancestor) == .returnStatement || tree.kind(ancestor) == .throwStatement { return true }
      if tree.kind(ancestor) == .blockStatement {
        let list = tree.list(ancestor, 0)
        guard let index = list.firstIndex(of: child), index + 1 < list.count else { return false }
        return leaves(list[index + 1])
      }
      if tree.kind(ancestor).isFunction || ancestor == handling.guarded { return false }
      child = ancestor
    }
    return false
  }

  private func leaves(_ statement: NodeID) -> Bool {
    tree.kind(statement) == .returnStatement || tree.kind(statement) == .throwStatement
  }

  // MARK: What may fail, and who might answer instead

  /// Whether anything but the answer itself may fail before the answer is complete.
  private func mayFail(before answer: Span) -> Bool {
    if handling.form == .rejection { return true }
    return FallibleCode(file).parts(of: handling.guarded).contains { tree.span($0).start < answer.end }
  }

  /// A caller that is told something may answer itself.
  private func returnsNothingOfUse(_ function: NodeID) -> Bool {
    var isOfUse = false
    file.forEachOwnNode(under: tree.child(function, 4)) { node in
      guard tree.kind(node) == .returnStatement else { return }
      let argument = tree.child(node, 0)
      guard argument.exists else { return }
      let value = file.withoutAssertions(argument)
      switch tree.kind(value) {
      case .callExpression, .awaitExpression: break
      case .identifier where tree.atom(value, 0) == .undefined: break
      default: isOfUse = true
      }
    }
    return !isOfUse
  }
}
