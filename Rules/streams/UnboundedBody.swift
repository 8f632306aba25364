import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports code that collects a request body without an end. The promise is on the page beside this file.
struct UnboundedBody: SurveyCheck {
  struct Note: Sendable {
    enum Form: Sendable {
      /// `body += chunk`: texts, which cuts characters of several bytes.
      case text
      /// `body += decoder.write(chunk)`: texts of whole characters.
      case decoded
      case pieces
      /// A function that collects all: `buffer(req)`.
      case collector(String)
    }

    var stream: ValueID
    /// How the code calls the stream.
    var streamName: String
    var collected: String?
    var form: Form
    var place: Span
    var function: FunctionID
  }

  let interests = FileInterests(kinds: [.callExpression, .forOfStatement])

  private static let listeners: Set<String> = ["on", "once", "addListener"]
  /// Functions that read a stream to its end, whatever its length. Sources: Node.js 24, `stream/consumers`; the READMEs
  /// of raw-body 3, get-stream 9, concat-stream 2 and bl 6; 2026-11.
  private static let collectors: Set<String> = [
    "stream/consumers#text", "stream/consumers#json", "stream/consumers#buffer", "stream/consumers#arrayBuffer",
    "stream/consumers#blob", "get-stream", "get-stream#buffer", "get-stream#getStreamAsBuffer", "raw-body",
  ]
  private static let collectorModules: Set<String> = [
    "stream/consumers", "get-stream", "raw-body", "concat-stream", "bl",
  ]
  /// What ends the reading, or keeps the stream from bringing more.
  private static let brakes: Set<String> = ["destroy", "pause", "abort", "terminate"]

  // MARK: In the file

  func survey(_ file: FileContext, nodes: FileNodes) -> [Note] {
    let hasCollectors = file.importsAny(of: Self.collectorModules)
    return nodes[.callExpression].compactMap { listener($0, file) ?? (hasCollectors ? collector($0, file) : nil) }
      + nodes[.forOfStatement].compactMap { loop($0, file) }
  }

  /// `req.on("data", (chunk) => { body += chunk })`
  private func listener(_ call: NodeID, _ file: FileContext) -> Note? {
    let tree = file.tree
    let callee = tree.child(call, 0)
    let arguments = tree.list(call, 2)
    guard arguments.count == 2, tree.kind(callee) == .memberExpression, file.isString(arguments[0], "data"),
      let method = file.lastName(of: callee), Self.listeners.contains(method),
      let function = file.functionNode(arguments[1]), let chunk = file.parameter(0, of: function)
    else { return nil }
    var stream = file.withoutAssertions(tree.child(callee, 0))
    // `req.setEncoding("utf8").on(…)`, `req.on("error", …).on("data", …)`
    while tree.kind(stream) == .callExpression, tree.kind(tree.child(stream, 0)) == .memberExpression {
      stream = file.withoutAssertions(tree.child(tree.child(stream, 0), 0))
    }
    let outer = file.enclosingFunction(call)
    guard let found = collection(of: chunk, in: function, file), !isBounded(function, file),
      !asksForLength(outer.exists ? outer : tree.root, file)
    else { return nil }
    let isDecoded = found.form.isText && setsEncoding(outer.exists ? outer : tree.root, file)
    return note(call, stream, isDecoded ? .decoded : found.form, found.name, tree.span(found.node), file)
  }

  /// `for await (const chunk of req) chunks.push(chunk)`
  private func loop(_ loop: NodeID, _ file: FileContext) -> Note? {
    let tree = file.tree
    guard tree.flags(loop).contains(.async) else { return nil }
    let declaration = tree.child(loop, 0)
    var name = declaration
    if tree.kind(declaration) == .variableDeclaration, let declarator = tree.list(declaration, 0).first {
      name = tree.child(declarator, 0)
    }
    guard tree.kind(name) == .identifier, let chunk = file.analyzer.binding(of: name),
      let found = collection(of: chunk, in: tree.child(loop, 2), file), !isBounded(tree.child(loop, 2), file)
    else { return nil }
    let outer = file.enclosingFunction(loop)
    guard !asksForLength(outer.exists ? outer : tree.root, file) else { return nil }
    let stream = file.withoutAssertions(tree.child(loop, 1))
    return note(loop, stream, found.form, found.name, tree.span(found.node), file)
  }

  /// `await buffer(req)`, `getRawBody(req)`, `req.pipe(concat(done))`
  private func collector(_ call: NodeID, _ file: FileContext) -> Note? {
    let tree = file.tree
    let arguments = tree.list(call, 2)
    guard let first = arguments.first else { return nil }
    if let name = file.packageMember(tree.child(call, 0)), Self.collectors.contains(name) {
      if let options = arguments.dropFirst().first(where: { file.functionNode($0) == nil }) {
        // A length in the options limits; options from elsewhere may.
        guard let known = CallOptions(options, in: file), known.isWhole, !known.has("limit"), !known.has("maxBuffer")
        else { return nil }
      }
      let outer = file.enclosingFunction(call)
      guard !asksForLength(outer.exists ? outer : tree.root, file) else { return nil }
      return note(call, first, .collector(file.spoken(tree.child(call, 0))), nil, tree.span(call), file)
    }
    let callee = tree.child(call, 0)
    guard tree.kind(callee) == .memberExpression, file.lastName(of: callee) == "pipe",
      tree.kind(first) == .callExpression || tree.kind(first) == .newExpression,
      let name = file.packageMember(tree.child(first, 0)), name == "concat-stream" || name == "bl"
    else { return nil }
    return note(call, tree.child(callee, 0), .collector(name), nil, tree.span(call), file)
  }

  private func note(
    _ node: NodeID, _ stream: NodeID, _ form: Note.Form, _ collected: String?, _ place: Span, _ file: FileContext
  ) -> Note {
    Note(
      stream: file.analyzer.value(of: stream), streamName: file.spoken(stream), collected: collected, form: form,
      place: file.firstLine(of: place), function: file.analyzer.function(around: node))
  }

  /// Where the pieces are kept: `body += chunk`, `chunks.push(chunk)`, `data = Buffer.concat([data, chunk])`.
  private func collection(
    of chunk: BindingID, in root: NodeID, _ file: FileContext
  ) -> (node: NodeID, form: Note.Form, name: String)? {
    let tree = file.tree
    for node in tree.preorder(from: root) {
      switch tree.kind(node) {
      case .assignmentExpression:
        let right = tree.child(node, 1)
        guard uses(chunk, right, file), isKept(tree.child(node, 0), chunk, file) else { continue }
        let target = file.spoken(tree.child(node, 0))
        let text = isDecoded(right, file) ? Note.Form.decoded : .text
        if tree.op(node) == Operator.addAssign.rawValue { return (node, text, target) }
        guard tree.op(node) == Operator.assign.rawValue, mentions(tree.child(node, 0), in: right, file) else {
          continue
        }
        return (node, tree.kind(right) == .binaryExpression ? text : .pieces, target)
      case .callExpression:
        let callee = tree.child(node, 0)
        guard tree.kind(callee) == .memberExpression, file.lastName(of: callee) == "push",
          tree.list(node, 2).contains(where: { uses(chunk, $0, file) })
        else { continue }
        return (node, .pieces, file.spoken(tree.child(callee, 0)))
      default: continue
      }
    }
    return nil
  }

  /// `decoder.write(chunk)`, `decoder.decode(chunk, { stream: true })`: what is cut waits for the next piece.
  private func isDecoded(_ expression: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    return tree.preorder(from: expression).contains { node in
      guard tree.kind(node) == .callExpression, tree.kind(tree.child(node, 0)) == .memberExpression else {
        return false
      }
      switch file.lastName(of: tree.child(node, 0)) {
      case "write": return true
      case "decode": return tree.list(node, 2).count > 1
      default: return false
      }
    }
  }

  /// `req.setEncoding("utf8")`: the stream brings whole characters.
  private func setsEncoding(_ root: NodeID, _ file: FileContext) -> Bool {
    file.tree.preorder(from: root).contains { node in
      file.tree.kind(node) == .callExpression && file.lastName(of: file.tree.child(node, 0)) == "setEncoding"
    }
  }

  /// The chunk itself, as a text, or joined with others; not something made of a part of it.
  private func uses(_ chunk: BindingID, _ expression: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    for node in tree.preorder(from: expression) {
      guard tree.kind(node) == .identifier, file.analyzer.binding(of: node) == chunk else { continue }
      if isWhole(node, in: expression, file) { return true }
    }
    return false
  }

  private func isWhole(_ mention: NodeID, in expression: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    var current = mention
    while current != expression {
      let parent = tree.parent(current)
      switch tree.kind(parent) {
      case .memberExpression:
        guard tree.child(parent, 0) == current, file.lastName(of: parent) == "toString" else { return false }
      case .conditionalExpression:
        guard tree.child(parent, 0) != current else { return false }
      case .callExpression, .arrayExpression, .binaryExpression, .templateLiteral, .newExpression, .tsAsExpression,
        .tsNonNullExpression:
        break
      default: return false
      }
      current = parent
    }
    return true
  }

  /// Something that outlives the piece.
  private func isKept(_ target: NodeID, _ chunk: BindingID, _ file: FileContext) -> Bool {
    let node = file.withoutAssertions(target)
    guard file.tree.kind(node) == .identifier else { return file.tree.kind(node) == .memberExpression }
    return file.analyzer.binding(of: node) != chunk
  }

  private func mentions(_ target: NodeID, in expression: NodeID, _ file: FileContext) -> Bool {
    let text = file.spoken(target)
    return file.tree.preorder(from: expression).contains { node in
      (file.tree.kind(node) == .identifier || file.tree.kind(node) == .memberExpression) && file.spoken(node) == text
    }
  }

  /// Whether the code compares anything, or stops the stream: it may well count.
  private func isBounded(_ root: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    return tree.preorder(from: root).contains { node in
      switch tree.kind(node) {
      case .binaryExpression:
        switch Operator(rawValue: tree.op(node)) {
        case .less, .lessOrEqual, .greater, .greaterOrEqual: return true
        default: return false
        }
      case .callExpression:
        return file.lastName(of: tree.child(node, 0)).map { Self.brakes.contains($0) } ?? false
      default: return false
      }
    }
  }

  /// Whether the function looks at the length that the client announces.
  private func asksForLength(_ root: NodeID, _ file: FileContext) -> Bool {
    file.tree.preorder(from: root).contains { node in
      file.tree.kind(node) == .stringLiteral && file.tree.stringValue(node).lowercased() == "content-length"
    }
  }

  // MARK: In the program

  private static let requests: Set<String> = ["node.request", "express.request", "express5.request"]

  func run(on surveyed: [SurveyedFile<Note>], program: Program, project: Project, reporter: inout Reporter) {
    guard program.hasServer else { return }
    var proxy: String??
    for file in surveyed where program.isService(file.file) {
      for note in file.notes {
        guard let thing = program.flows.thing(note.stream, in: file.file), Self.requests.contains(thing) else {
          continue
        }
        let function = FunctionReference(file: file.file, function: note.function)
        let way = program.requestPath(to: function)
        // A function of Vercel is given 4.5 MB at most. Source: vercel.com/docs/functions/limitations, 2026.
        if let handler = way?.handler, handler.framework == "Vercel" || isReadBefore(handler, program) { continue }
        var severity = Severity.error
        if let handler = way?.handler, handler.isPresumed || handler.framework == "Next.js" { severity = .warning }
        let known = proxy ?? ProxyLimits.path(in: project)
        proxy = .some(known)
        if known != nil { severity = .warning }
        reporter.report(
          at: note.place, in: program[file.file].path, message(note), severity: severity,
          evidence: way?.evidence(in: program) ?? [], enclosing: program.qualifiedName(of: function))
      }
    }
  }

  /// `app.post("/hook", express.raw({ type: "*/*" }), handler)`: the body was read before, with a limit of its own.
  private func isReadBefore(_ handler: RequestHandler, _ program: Program) -> Bool {
    guard let call = handler.call, case let file = program[call.file] else { return false }
    return file.values(file[call.call].arguments).contains { argument in
      guard file[argument].kind == .call,
        case let parser = CallReference(file: call.file, call: CallID(file[argument].a)),
        ["raw", "text", "json"].contains(program.calleeName(parser) ?? ""),
        let options = file.values(file[parser.call].arguments).first, file[options].kind == .object
      else { return false }
      return file.properties(of: file[options]).contains { property in
        guard program.text(property.name) == "type",
          case .string(let type)? = program.constant(property.value, in: call.file)
        else { return false }
        return type == "*/*"
      }
    }
  }

  private func message(_ note: Note) -> String {
    switch note.form {
    case .text:
      "\(note.collected ?? "a text") grows with every piece of \(note.streamName), without a limit; characters that are "
        + "cut between two pieces are lost"
    case .decoded:
      "\(note.collected ?? "a text") grows with every piece of \(note.streamName), without a limit"
    case .pieces:
      "\(note.collected ?? "a list") keeps every piece of \(note.streamName), without a limit"
    case .collector(let name):
      "\(name) keeps all of \(note.streamName) in memory, without a limit"
    }
  }
}

extension UnboundedBody.Note.Form {
  fileprivate var isText: Bool {
    switch self {
    case .text, .decoded: true
    case .pieces, .collector: false
    }
  }
}
