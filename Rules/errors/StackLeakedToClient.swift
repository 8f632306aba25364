import Checking
import Findings
import JavaScript
import Semantics
import SourceText

/// Reports errors that are sent to clients as they are. The promise is on the page beside this file.
struct StackLeakedToClient: FileCheck {
  let interests = FileInterests(kinds: [
    .callExpression, .newExpression, .assignmentExpression, .objectExpression,
  ])

  /// What is sent of an error.
  enum Leak {
    case stack, whole
    case detail(String)
    case message
  }

  struct Place {
    var node: NodeID
    var leak: Leak
  }

  func run(on file: FileContext, nodes: FileNodes, reporter: inout FileReporter) {
    var messages: [Place] = []
    for sent in sent(file, nodes) {
      var places: [Place] = []
      collect(sent, file, &places, depth: 0)
      // The stack tells more than the rest.
      let worst = places.first { if case .stack = $0.leak { true } else { false } } ?? places.first
      guard var worst, !isGuarded(worst, file), !file.isKnownMissing(worst.node), !isRefused(worst, sent, file) else {
        continue
      }
      if case .whole = worst.leak, cannotFail(worst.node, file) || isBare(worst.node, file) { continue }
      if case .whole = worst.leak, tellsMessageAlone(worst.node, sent, file) { worst.leak = .message }
      if case .message = worst.leak { messages.append(worst) } else { report(worst, file, &reporter) }
    }
    reportMessages(messages, file, &reporter)
    reportSettings(file, nodes, &reporter)
  }

  // MARK: What is sent

  private static let senders: Set<String> = ["json", "jsonp", "send", "end", "write", "response", "code"]

  /// The expressions that are given to clients.
  private func sent(_ file: FileContext, _ nodes: FileNodes) -> [NodeID] {
    let tree = file.tree
    var found: [NodeID] = []
    for call in nodes[.callExpression] {
      guard let name = file.lastName(of: tree.child(call, 0)), let argument = tree.list(call, 2).first else { continue }
      if name == "render", tree.list(call, 2).count > 1, isResponse(receiver(of: call, file), name, file) {
        found.append(tree.list(call, 2)[1])
      } else if Self.senders.contains(name), isResponse(receiver(of: call, file), name, file) {
        found.append(argument)
      }
    }
    found += nodes[.objectExpression].compactMap { body(of: $0, file) }
    for assignment in nodes[.assignmentExpression] {
      let target = tree.child(assignment, 0)
      guard tree.kind(target) == .memberExpression, file.lastName(of: target) == "body",
        case .parameter(_, 0) = file.analyzer.origin(of: tree.child(target, 0)).root
      else { continue }
      found.append(tree.child(assignment, 1))
    }
    return found
  }

  /// `{ statusCode: 500, body: JSON.stringify(error) }` of AWS Lambda.
  private func body(of answer: NodeID, _ file: FileContext) -> NodeID? {
    let tree = file.tree
    var body: NodeID?
    var hasStatus = false
    for property in tree.list(answer, 0) where tree.kind(property) == .property {
      switch file.lastName(of: tree.child(property, 0)) {
      case "statusCode": hasStatus = true
      case "body": body = tree.child(property, 1)
      default: continue
      }
    }
    return hasStatus ? body : nil
  }

  /// Where a chain of calls begins: `res` of `res.status(500).json(error)`, and whether it set a status.
  func receiver(of call: NodeID, _ file: FileContext) -> (node: NodeID, hasStatus: Bool) {
    let tree = file.tree
    var node = file.withoutAssertions(tree.child(call, 0))
    var hasStatus = false
    while true {
      switch tree.kind(node) {
      case .memberExpression: node = file.withoutAssertions(tree.child(node, 0))
      case .callExpression:
        if ["status", "code", "type", "set"].contains(file.lastName(of: tree.child(node, 0)) ?? "") {
          hasStatus = true
        }
        node = file.withoutAssertions(tree.child(node, 0))
      default: return (node, hasStatus)
      }
    }
  }

  private func isResponse(_ receiver: (node: NodeID, hasStatus: Bool), _ name: String, _ file: FileContext) -> Bool {
    guard file.tree.kind(receiver.node) == .identifier else { return false }
    let value = file.analyzer.value(of: receiver.node)
    if name == "json" {
      if file.globalPath(of: value) == ["Response"] { return true }
      if let (module, names) = file.modulePath(of: value) {
        return module == "next/server" && names == ["NextResponse"]
      }
    }
    guard case .parameter(let id, let index) = file.analyzer.origin(of: receiver.node).root else { return false }
    let count = file.analyzer.model[id].parameters.count
    // A helper that is given the response, or the one thing some frameworks hand over.
    return index == (count == 4 ? 2 : 1) || receiver.hasStatus || (index == 0 && name == "json")
  }

  /// What of errors is in an expression.
  private func collect(_ expression: NodeID, _ file: FileContext, _ places: inout [Place], depth: Int) {
    guard depth < 12 else { return }
    let tree = file.tree
    let node = file.withoutAssertions(expression)
    switch tree.kind(node) {
    case .identifier, .memberExpression:
      if let leak = leak(node, file) { places.append(Place(node: node, leak: leak)) }
    case .objectExpression:
      for property in tree.list(node, 0) {
        if tree.kind(property) == .property {
          collect(tree.child(property, 1), file, &places, depth: depth + 1)
        } else {
          collect(tree.child(property, 0), file, &places, depth: depth + 1)
        }
      }
    case .arrayExpression: for item in tree.list(node, 0) { collect(item, file, &places, depth: depth + 1) }
    case .conditionalExpression:
      collect(tree.child(node, 1), file, &places, depth: depth + 1)
      collect(tree.child(node, 2), file, &places, depth: depth + 1)
    case .logicalExpression, .binaryExpression:
      let before = places.count
      collect(tree.child(node, 0), file, &places, depth: depth + 1)
      if isMessage(tree.child(node, 0), file), isCoalescing(node, tree) { return }
      // `"failed" || error` is the text.
      if tree.kind(node) == .logicalExpression, Operator(rawValue: tree.op(node)) != .and,
        case let first = file.withoutAssertions(tree.child(node, 0)), tree.kind(first) == .stringLiteral,
        !tree.stringValue(first).isEmpty
      {
        return
      }
      collect(tree.child(node, 1), file, &places, depth: depth + 1)
      if tree.kind(node) == .binaryExpression { soften(&places, from: before, tree, node) }
    case .templateLiteral:
      let before = places.count
      for part in tree.list(node, 1) { collect(part, file, &places, depth: depth + 1) }
      soften(&places, from: before, tree, node)
    case .spreadElement: collect(tree.child(node, 0), file, &places, depth: depth + 1)
    case .callExpression: collectFromCall(node, file, &places, depth: depth + 1)
    default: break
    }
  }

  private func isCoalescing(_ node: NodeID, _ tree: SyntaxTree) -> Bool {
    tree.kind(node) == .logicalExpression && Operator(rawValue: tree.op(node)) == .coalesce
  }

  /// `error?.message ?? error?.stack`: what has a stack has a message, if only an empty one.
  private func isMessage(_ node: NodeID, _ file: FileContext) -> Bool {
    let node = file.withoutAssertions(node)
    if case .message? = leak(node, file) { return true }
    return isCoalescing(node, file.tree) && isMessage(file.tree.child(node, 0), file)
  }

  /// An error that becomes text gives its message alone.
  private func soften(_ places: inout [Place], from start: Int, _ tree: SyntaxTree, _ node: NodeID) {
    if tree.kind(node) == .binaryExpression, Operator(rawValue: tree.op(node)) != .plus {
      places.removeLast(places.count - start)
    }
    for index in start..<places.count {
      if case .whole = places[index].leak { places[index].leak = .message }
    }
  }

  private func collectFromCall(_ call: NodeID, _ file: FileContext, _ places: inout [Place], depth: Int) {
    let tree = file.tree
    let callee = tree.child(call, 0)
    let name = file.lastName(of: callee) ?? ""
    switch name {
    case "stringify", "inspect", "assign": for part in tree.list(call, 2) { collect(part, file, &places, depth: depth) }
    case "String":
      let before = places.count
      for part in tree.list(call, 2) { collect(part, file, &places, depth: depth) }
      soften(&places, from: before, tree, call)
    case "toString", "split", "trim", "replace", "slice":
      guard tree.kind(callee) == .memberExpression, let path = file.pathInError(tree.child(callee, 0)) else { return }
      if path == ["stack"] {
        places.append(Place(node: tree.child(callee, 0), leak: .stack))
      } else if path.isEmpty, name == "toString" {
        places.append(Place(node: tree.child(callee, 0), leak: .message))
      }
    default: break
    }
  }

  private func leak(_ node: NodeID, _ file: FileContext) -> Leak? {
    guard let path = file.pathInError(node) else { return nil }
    switch path.last {
    case nil: return .whole
    case "stack": return path.count == 1 ? .stack : nil
    case "message": return path.count == 1 ? .message : nil
    case "sqlMessage", "sql", "query", "sqlState", "parameters", "config", "detail":
      return path.last.map { .detail($0) }
    default: return nil
    }
  }

  /// `try { res.render("home") } catch (error) { res.send(error) }`: what is caught there comes from nowhere.
  private func cannotFail(_ node: NodeID, _ file: FileContext) -> Bool {
    let clause = file.tree.enclosing(node) { $0 == .catchClause }
    guard clause.exists, file.pathInError(node) == [] else { return false }
    return FallibleCode(file).parts(of: file.tree.child(file.tree.parent(clause), 0)).isEmpty
  }

  /// Packages whose errors carry nothing but a message, which JSON leaves out. Sources: their code, 2026-11.
  private static let bare: Set<String> = [
    "node-schedule", "node-cron", "cron", "bcrypt", "bcryptjs", "uuid", "moment", "dayjs", "qrcode", "slugify",
  ]

  private static let ofLanguage: Set<[String]> = [
    ["JSON", "parse"], ["decodeURIComponent"], ["decodeURI"], ["Buffer", "from"], ["BigInt"], ["atob"],
  ]

  /// `try { bcrypt.hashSync(…) } catch (error) { res.send(error) }`: what the client gets is `{}`.
  private func isBare(_ node: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    let clause = tree.enclosing(node) { $0 == .catchClause }
    guard clause.exists, file.pathInError(node) == [] else { return false }
    return FallibleCode(file).parts(of: tree.child(tree.parent(clause), 0)).allSatisfy { part in
      let call = tree.kind(part) == .awaitExpression ? file.withoutAssertions(tree.child(part, 0)) : part
      guard tree.kind(call) == .callExpression else { return false }
      let callee = file.withoutAssertions(tree.child(call, 0))
      let isMember = tree.kind(callee) == .memberExpression
      // `query(text, (error, rows) => …)` tells the function what fails.
      if call == part, let last = tree.list(call, 2).last, isCallback(last, file) { return true }
      // `list.find(…)` cannot fail; what is awaited is no list.
      // What the language itself throws has a message alone.
      if call == part, let path = file.globalPath(of: file.analyzer.value(of: callee)), Self.ofLanguage.contains(path) {
        return true
      }
      if call == part, RoutineCalls.isPlain(CalleeName(text: file.lastName(of: callee), isMember: isMember)) {
        return true
      }
      return file.specifier(of: file.analyzer.value(of: callee)).map(Self.bare.contains) ?? false
    }
  }

  private func isCallback(_ argument: NodeID, _ file: FileContext) -> Bool {
    let node = file.withoutAssertions(argument)
    return file.tree.kind(node).isFunction && file.tree.list(node, 2).count > 1 && file.isErrorFirst(node)
  }

  /// What has to be confirmed for a name to hold an error at all: `reject("not found")` rejects with text.
  private func mayBeError(_ node: NodeID, _ file: FileContext) -> [DeferredCondition] {
    let tree = file.tree
    let origin = file.analyzer.origin(of: node)
    switch origin.root {
    case .parameter(let id, 0):
      // `load().catch(error => …)`
      let function = file.analyzer.model[id].node
      let call = tree.parent(function)
      guard tree.kind(call) == .callExpression, tree.kind(tree.child(call, 0)) == .memberExpression,
        file.lastName(of: tree.child(call, 0)) == "catch"
      else {
        // `load(id, (error, found) => …)`, where `load` calls back with null alone
        return [.not(.neverGiven(id, 0))]
      }
      let value = file.analyzer.value(of: file.withoutAssertions(tree.child(tree.child(call, 0), 0)))
      return file.analyzer.model[value].kind == .call ? [.not(.rejectsWithText(value))] : []
    case .value:
      let clause = tree.enclosing(node) { $0 == .catchClause }
      guard clause.exists else { return [] }
      var texts: [DeferredCondition] = []
      for part in FallibleCode(file).parts(of: tree.child(tree.parent(clause), 0)) {
        guard tree.kind(part) == .awaitExpression, texts.count < 8 else { return [] }
        let value = file.analyzer.value(of: file.withoutAssertions(tree.child(part, 0)))
        guard file.analyzer.model[value].kind == .call else { return [] }
        texts.append(.rejectsWithText(value))
      }
      return texts.isEmpty ? [] : [.not(.all(texts))]
    default: return []
    }
  }

  // MARK: Reports

  private func report(_ place: Place, _ file: FileContext, _ reporter: inout FileReporter) {
    let name = file.spoken(place.node)
    let reached = DeferredCondition.reached(from: .requestHandler, as: "ROUTE")
    switch place.leak {
    case .stack:
      if isRendered(place.node, file) {
        reporter.report(
          place.node, "\(name) goes to a view on $ROUTE, and to clients if that shows it: files, and what calls what",
          when: [reached])
        return
      }
      reporter.report(
        place.node, "\(name) goes to the clients of $ROUTE: names of files and packages, and what calls what",
        when: [reached], severity: .error)
    case .whole:
      if isRendered(place.node, file) { return }
      reporter.report(
        place.node, "\(name) goes to the clients of $ROUTE as it is: errors of drivers carry queries, hosts and values",
        when: [reached] + mayBeError(place.node, file))
    case .detail:
      reporter.report(place.node, "\(name) goes to the clients of $ROUTE", when: [reached])
    case .message: break
    }
  }

  /// Whether the error is given to a view, which may show nothing of it.
  private func isRendered(_ node: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    let call = tree.enclosing(node) { $0 == .callExpression }
    return call.exists && file.lastName(of: tree.child(call, 0)) == "render"
  }

  /// One note for a file: what error messages say is a matter of house style, mostly.
  private func reportMessages(_ places: [Place], _ file: FileContext, _ reporter: inout FileReporter) {
    guard let first = places.first(where: { !isRendered($0.node, file) }) else { return }
    let others = places.count - 1
    let more = others > 0 ? ", and \(others) more in this file," : ""
    let text = file.spoken(first.node)
    reporter.report(
      first.node, "clients of $ROUTE\(more) are told what \(text) says, whatever failed",
      when: [.reached(from: .requestHandler, as: "ROUTE")], severity: .note)
  }

  /// Middleware and options that show stacks to everybody.
  private func reportSettings(_ file: FileContext, _ nodes: FileNodes, _ reporter: inout FileReporter) {
    let tree = file.tree
    for call in nodes[.callExpression] where file.lastName(of: tree.child(call, 0)) != "require" {
      guard tree.kind(tree.child(call, 0)) == .identifier,
        let (module, names) = file.modulePath(of: file.analyzer.value(of: tree.child(call, 0))), names.isEmpty,
        module == "errorhandler", !isGuarded(Place(node: call, leak: .stack), file)
      else { continue }
      reporter.report(call, "\(file.spoken(call)) sends the stack of each error to the client; it is for development")
    }
    for call in nodes[.newExpression] where file.lastName(of: tree.child(call, 0)) == "ApolloServer" {
      guard let options = tree.list(call, 2).first, tree.kind(options) == .objectExpression else { continue }
      for property in tree.list(options, 0) where tree.kind(property) == .property {
        let value = tree.child(property, 1)
        guard file.lastName(of: tree.child(property, 0)) == "includeStacktraceInErrorResponses",
          tree.kind(value) == .booleanLiteral, tree.flags(value).contains(.isTrue),
          !isGuarded(Place(node: property, leak: .stack), file)
        else { continue }
        reporter.report(property, "includeStacktraceInErrorResponses sends the stack of each error to the client")
      }
    }
  }
}
