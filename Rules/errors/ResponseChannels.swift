import Checking
import JavaScript
import ProjectFacts
import Semantics
import SourceText

/// Through what a function that serves a request answers it: `res` and `next` of `(req, res, next)`, or of
/// `(error, req, res, next)`.
struct ResponseChannels {
  let file: FileContext
  /// The node of the function they are parameters of.
  let function: NodeID
  let response: BindingID
  let next: BindingID?
  /// The position of the response among the parameters.
  let place: Int
  private var tree: SyntaxTree { file.tree }

  /// What a mention of `res` or `next` does.
  enum Use {
    /// The call that answers, or passes the request on.
    case answers(NodeID, AnswerKind)
    /// `res.status(404)` and what else changes an answer that is still to come.
    case prepares
    /// Asks whether the answer is out already.
    case asks
    /// Handed on, stored, piped into: whatever it does, it may answer.
    case unknown
  }

  enum AnswerKind {
    case response
    /// `res.end()`, which does no harm after another answer.
    case end
    case next(hasError: Bool)
  }

  private static let answers: Set<String> = [
    "json", "jsonp", "send", "end", "redirect", "render", "sendFile", "sendfile", "sendStatus", "download",
  ]
  /// The files of `api/responses` that each program of Sails has. Source: sailsjs.com, Custom responses, 1.5.
  private static let answersOfSails: Set<String> = [
    "ok", "created", "badRequest", "unauthorized", "forbidden", "notFound", "serverError", "view",
  ]
  private static let preparations: Set<String> = [
    "set", "header", "setHeader", "removeHeader", "append", "type", "contentType", "status", "cookie", "clearCookie",
    "vary", "links", "attachment", "location", "setTimeout", "code",
  ]
  private static let questions: Set<String> = ["headersSent", "finished", "writableEnded", "writableFinished", "sent"]

  /// Nil where a function does not have the parameters of one.
  ///
  /// - Parameter node: a function node.
  init?(_ node: NodeID, in file: FileContext) {
    let tree = file.tree
    let parameters = tree.list(node, 2)
    guard (2...4).contains(parameters.count), !tree.flags(node).contains(.generator) else { return nil }
    place = parameters.count == 4 ? 2 : 1
    guard tree.kind(parameters[place]) == .identifier,
      let response = file.analyzer.binding(of: parameters[place]), tree.child(node, 4).exists
    else { return nil }
    if let record = file.analyzer.function(at: node).map({ file.analyzer.model[$0] }) {
      guard !record.flags.contains(.usesArguments) else { return nil }
    }
    self.file = file
    function = node
    self.response = response
    if parameters.count > place + 1, tree.kind(parameters[place + 1]) == .identifier {
      next = file.analyzer.binding(of: parameters[place + 1])
    } else {
      next = nil
    }
  }

  init(file: FileContext, function: NodeID, response: BindingID, next: BindingID?, place: Int) {
    self.file = file
    self.function = function
    self.response = response
    self.next = next
    self.place = place
  }

  var body: NodeID { tree.child(function, 4) }

  /// The error of `(error, req, res, next)`.
  func isError(_ node: NodeID) -> Bool {
    guard place == 2, let first = tree.list(function, 2).first, tree.kind(node) == .identifier,
      let binding = file.analyzer.binding(of: node)
    else { return false }
    return binding == file.analyzer.binding(of: first)
  }

  func isChannel(_ node: NodeID) -> Bool {
    guard tree.kind(node) == .identifier, let binding = file.analyzer.binding(of: node) else { return false }
    return binding == response || binding == next
  }

  /// Every mention of `res` and `next` below a node, in functions too.
  func mentions(under root: NodeID) -> [NodeID] {
    guard root.exists else { return [] }
    return tree.preorder(from: root).filter(isChannel)
  }

  func isMentioned(under root: NodeID) -> Bool {
    root.exists && tree.preorder(from: root).contains(where: isChannel)
  }

  /// What a mention does.
  func use(_ mention: NodeID) -> Use {
    file.analyzer.binding(of: mention) == next ? useOfNext(mention) : useOfResponse(mention)
  }

  private func useOfNext(_ mention: NodeID) -> Use {
    let call = tree.parent(mention)
    guard tree.kind(call) == .callExpression, tree.child(call, 0) == mention else { return .unknown }
    let argument = tree.list(call, 2).first
    var hasError = argument != nil
    if let argument, tree.kind(argument) == .stringLiteral {
      hasError = !["route", "router"].contains(tree.stringValue(argument))
    }
    return .answers(call, .next(hasError: hasError))
  }

  private func useOfResponse(_ mention: NodeID) -> Use {
    var node = mention
    var isChained = false
    while true {
      let parent = tree.parent(node)
      switch tree.kind(parent) {
      case .tsAsExpression, .tsNonNullExpression, .tsTypeAssertion, .tsSatisfiesExpression: node = parent
      case .memberExpression:
        guard tree.child(parent, 0) == node, let name = file.lastName(of: parent) else { return .unknown }
        let call = tree.parent(parent)
        guard tree.kind(call) == .callExpression, tree.child(call, 0) == parent else {
          return useOfProperty(parent, name)
        }
        if Self.answers.contains(name) || Self.answersOfSails.contains(name) && isOfSails {
          return answer(name, call)
        }
        guard Self.preparations.contains(name) else { return .unknown }
        isChained = true
        node = call
      case .callExpression:
        return node == mention && answers(parent, mention) ? .answers(parent, .response) : .unknown
      case .expressionStatement, .returnStatement: return isChained ? .prepares : .unknown
      case .arrowFunctionExpression: return isChained && tree.child(parent, 4) == node ? .prepares : .unknown
      default: return .unknown
      }
    }
  }

  /// `refuse(res)`, where `const refuse = res => { res.status(401); return res.json({}) }` stands in the same file.
  private func answers(_ call: NodeID, _ mention: NodeID) -> Bool {
    guard let place = tree.list(call, 2).firstIndex(where: { $0 == mention }),
      case .function(let id) = file.analyzer.origin(of: tree.child(call, 0)).root,
      file.analyzer.origin(of: tree.child(call, 0)).path.isEmpty
    else { return false }
    let helper = file.analyzer.model[id].node
    return tree.kind(helper).isFunction && helper != function
      && Self.answeredParameters(of: helper, in: file).contains(place)
      && !(isUsed(call) && Self.tells(helper, in: file))
  }

  /// Somebody looks at what a call gives.
  func isUsed(_ call: NodeID) -> Bool {
    var node = call
    while tree.kind(tree.parent(node)) == .awaitExpression { node = tree.parent(node) }
    return ![.expressionStatement, .returnStatement, .arrowFunctionExpression].contains(tree.kind(tree.parent(node)))
  }

  /// Whether a function says by what it gives whether it has answered: `if (isAllowed(req)) return true`, before the answer.
  static func tells(_ helper: NodeID, in file: FileContext) -> Bool {
    var values: Set<String> = []
    file.forEachOwnNode(under: file.tree.child(helper, 4)) { node in
      guard file.tree.kind(node) == .returnStatement, file.tree.child(node, 0).exists else { return }
      values.insert(file.tree.text(file.withoutAssertions(file.tree.child(node, 0))))
    }
    return values.count > 1 && values.contains { ["true", "false", "null"].contains($0) }
  }

  /// The call that a mention of the response is handed to, and its place there: `sendError(res, 404)`, from another file.
  func handedOn(_ mention: NodeID) -> (call: NodeID, place: Int)? {
    let call = tree.parent(mention)
    guard file.analyzer.binding(of: mention) == response, tree.kind(call) == .callExpression,
      let place = tree.list(call, 2).firstIndex(where: { $0 == mention }), localFunction(tree.child(call, 0)) == nil
    else { return nil }
    return (call, place)
  }

  /// The parameters that a function answers through in any case, by position.
  static func answeredParameters(of helper: NodeID, in file: FileContext) -> [Int] {
    let tree = file.tree
    let parameters = tree.list(helper, 2)
    guard !parameters.isEmpty, case let body = tree.child(helper, 4), body.exists else { return [] }
    let expressions: [NodeID]
    if tree.kind(body) == .blockStatement {
      expressions = tree.list(body, 0).compactMap { statement in
        switch tree.kind(statement) {
        case .expressionStatement, .returnStatement: tree.child(statement, 0)
        default: nil
        }
      }
    } else {
      expressions = [body]
    }
    let answered = expressions.compactMap { expression in
      answeredName(expression, file).flatMap { name in
        parameters.firstIndex { tree.kind($0) == .identifier && file.analyzer.binding(of: $0) == name }
      }
    }
    guard !answered.isEmpty else { return [] }
    // Whoever asks whether the answer is out may well give none.
    let asks = tree.preorder(from: body).contains { node in
      tree.kind(node) == .memberExpression && questions.contains(file.lastName(of: node) ?? "")
    }
    return asks ? [] : answered
  }

  /// `res` of `res.status(401).json({})`
  private static func answeredName(_ expression: NodeID, _ file: FileContext) -> BindingID? {
    let tree = file.tree
    guard expression.exists else { return nil }
    var node = file.withoutAssertions(expression)
    var isFirst = true
    while tree.kind(node) == .callExpression {
      let callee = file.withoutAssertions(tree.child(node, 0))
      guard tree.kind(callee) == .memberExpression, let name = file.lastName(of: callee),
        isFirst ? answers.contains(name) : preparations.contains(name)
      else { return nil }
      if isFirst, name == "json" || name == "jsonp", tree.list(node, 2).isEmpty { return nil }
      if isFirst, name == "render", takesText(node, file) { return nil }
      isFirst = false
      node = file.withoutAssertions(tree.child(callee, 0))
    }
    guard !isFirst, tree.kind(node) == .identifier else { return nil }
    return file.analyzer.binding(of: node)
  }

  private var isOfSails: Bool {
    let folders = RelativePath.segments(of: file.analyzer.model.path)
    return folders.indices.dropLast().contains {
      folders[$0] == "api" && ["controllers", "policies"].contains(folders[$0 + 1])
    }
  }

  private func answer(_ name: String, _ call: NodeID) -> Use {
    // `response.json()` reads what somebody else answered.
    if name == "json" || name == "jsonp", tree.list(call, 2).isEmpty { return .unknown }
    if name == "render", Self.takesText(call, file) { return .unknown }
    return .answers(call, name == "end" ? .end : .response)
  }

  /// `res.render(view, locals, callback)`: the callback is given the text, and nothing is sent.
  private static func takesText(_ call: NodeID, _ file: FileContext) -> Bool {
    let arguments = file.tree.list(call, 2)
    return arguments.count > 2 || arguments.count == 2 && file.tree.kind(arguments[1]).isFunction
  }

  /// `res.statusCode = 404`, `res.locals.user = user`, `res.headersSent`
  private func useOfProperty(_ member: NodeID, _ name: String) -> Use {
    if Self.questions.contains(name) { return .asks }
    if name == "locals" { return .prepares }
    let parent = tree.parent(member)
    let isTarget = tree.kind(parent) == .assignmentExpression && tree.child(parent, 0) == member
    return ["statusCode", "statusMessage"].contains(name) && isTarget ? .prepares : .unknown
  }

  // MARK: Functions that are called

  /// The function that an argument or callee is, if it stands in the function that has the channels.
  func localFunction(_ expression: NodeID) -> NodeID? {
    let node = file.withoutAssertions(expression)
    if tree.kind(node).isFunction { return node }
    guard tree.kind(node) == .identifier, case let origin = file.analyzer.origin(of: node), origin.path.isEmpty,
      case .function(let id) = origin.root
    else { return nil }
    let found = file.analyzer.model[id].node
    return found != function && file.contains(function, found) ? found : nil
  }

  /// A link of a chain of promises: `.then(f)`, `.catch(f)`, `.finally(f)`.
  func promiseLink(_ call: NodeID) -> (object: NodeID, name: String)? {
    guard tree.kind(call) == .callExpression else { return nil }
    let callee = file.withoutAssertions(tree.child(call, 0))
    guard tree.kind(callee) == .memberExpression, let name = file.lastName(of: callee),
      ["then", "catch", "finally"].contains(name), !tree.list(call, 2).isEmpty
    else { return nil }
    return (file.withoutAssertions(tree.child(callee, 0)), name)
  }
}
