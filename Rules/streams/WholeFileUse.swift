import Checking
import JavaScript
import Semantics
import SourceText

/// What is done with the content of a file that was read whole.
enum WholeFileUse: Sendable {
  /// Only sent on; the value of what it is sent with, nil for a response that is made on the spot.
  case sent(ValueID?, Span)
  /// Cut into lines.
  case lines(Span)
  /// Given to a parser that can read streams, by its name.
  case parser(String, Span)
}

/// A call that reads a whole file, and the places that its content comes to.
struct WholeFileReader {
  /// `readFile`
  let name: String
  /// Whether the first argument is a path.
  let isFile: Bool
  private let call: NodeID
  private let file: FileContext
  private var tree: SyntaxTree { file.tree }

  private static let readers: Set<String> = [
    "fs#readFile", "fs#promises.readFile", "fs/promises#readFile", "fs-extra#readFile", "graceful-fs#readFile",
    "mz/fs#readFile",
  ]
  /// Methods of what storage clients give. Source: AWS SDK for JavaScript 3, `SdkStreamMixin`, 2026-11.
  private static let collectors: Set<String> = ["transformToByteArray", "transformToString"]
  /// One of them stands in every file that has such a call.
  static let names = ["readFile"] + collectors.sorted()

  init?(_ call: NodeID, _ file: FileContext) {
    self.call = call
    self.file = file
    let callee = file.tree.child(call, 0)
    if let known = file.packageMember(callee), Self.readers.contains(known) {
      name = "readFile"
      isFile = true
    } else if let method = file.lastName(of: callee), Self.collectors.contains(method) {
      name = method
      isFile = false
    } else {
      return nil
    }
  }

  /// What all places that use the content have in common; nil where the content is used for something else as well.
  func use() -> WholeFileUse? {
    var found: WholeFileUse?
    for content in contents() {
      switch use(of: content) {
      case .other: return nil
      case .looked: continue
      case .known(let use): found = found ?? use
      }
    }
    return found
  }

  // MARK: Where the content is

  /// The expressions that are the content: `await readFile(p)` itself, uses of its name, of the callback's parameter.
  private func contents() -> [NodeID] {
    let arguments = tree.list(call, 2)
    if let last = arguments.last, arguments.count > 1, let function = file.functionNode(last) {
      return file.parameter(1, of: function).map { file.analyzer.scopeReferences(to: $0) } ?? []
    }
    if let (then, name) = file.memberCall(on: call), name == "then", let handler = tree.list(then, 2).first {
      guard let function = file.functionNode(handler), let content = file.parameter(0, of: function) else { return [] }
      return file.analyzer.scopeReferences(to: content)
    }
    let awaited = tree.parent(call)
    guard tree.kind(awaited) == .awaitExpression else { return [] }
    if let name = file.nameHolding(awaited) {
      return file.analyzer.model[name].isReassigned ? [] : file.analyzer.scopeReferences(to: name)
    }
    return [awaited]
  }

  // MARK: What is done with it

  private enum Judgement {
    case known(WholeFileUse)
    /// Only tested or measured.
    case looked
    case other
  }

  private func use(of content: NodeID) -> Judgement {
    var node = content
    while true {
      let parent = tree.parent(node)
      switch tree.kind(parent) {
      case .tsAsExpression, .tsNonNullExpression, .awaitExpression: node = parent
      case .ifStatement, .unaryExpression, .logicalExpression: return .looked
      case .conditionalExpression: return tree.child(parent, 0) == node ? .looked : .other
      case .memberExpression:
        guard let method = file.lastName(of: parent) else { return .other }
        if method == "length" || method == "byteLength" { return .looked }
        guard let next = file.memberCall(on: node) else { return .other }
        if method == "toString" {
          node = next.call
        } else if method == "split", splitsLines(next.call) {
          return .known(.lines(tree.span(next.call)))
        } else {
          return .other
        }
      case .callExpression, .newExpression:
        guard tree.child(parent, 0) != node else { return .other }
        // `Buffer.from(content)`
        if file.lastName(of: tree.child(parent, 0)) == "from", file.spoken(tree.child(parent, 0)) == "Buffer.from" {
          node = parent
          continue
        }
        return use(asArgument: node, of: parent)
      case .assignmentExpression:
        let target = tree.child(parent, 0)
        guard tree.child(parent, 1) == node, file.lastName(of: target) == "body", tree.kind(target) == .memberExpression
        else { return .other }
        return .known(.sent(file.analyzer.value(of: tree.child(target, 0)), tree.span(parent)))
      default: return .other
      }
    }
  }

  private static let senders: Set<String> = ["send", "end", "write"]
  /// Parsers with a form for streams, by what takes the text. Sources: the READMEs of csv-parse 6 and Papa Parse 5, 2026-11.
  private static let parsers: [String: String] = [
    "csv-parse/sync#parse": "csv-parse", "csv-parse/lib/sync": "csv-parse", "csv-parse/sync": "csv-parse",
    "csv-parse#parse": "csv-parse", "csv-parse": "csv-parse", "papaparse#parse": "papaparse",
    "fast-csv#parseString": "fast-csv", "@fast-csv/parse#parseString": "fast-csv",
  ]

  private func use(asArgument argument: NodeID, of call: NodeID) -> Judgement {
    let callee = tree.child(call, 0)
    let isFirst = tree.list(call, 2).first == argument
    if let name = file.packageMember(callee) {
      guard isFirst, let parser = Self.parsers[name] else { return .other }
      return .known(.parser(parser, tree.span(call)))
    }
    guard let method = file.lastName(of: callee) else { return .other }
    if tree.kind(call) == .newExpression {
      return isFirst && method == "Response" ? .known(.sent(nil, tree.span(call))) : .other
    }
    guard tree.kind(callee) == .memberExpression, isFirst, Self.senders.contains(method) else { return .other }
    return .known(.sent(file.analyzer.value(of: root(of: tree.child(callee, 0))), tree.span(call)))
  }

  /// `res` of `res.status(200).type("html")`
  private func root(of receiver: NodeID) -> NodeID {
    var node = file.withoutAssertions(receiver)
    while tree.kind(node) == .callExpression, tree.kind(tree.child(node, 0)) == .memberExpression {
      node = file.withoutAssertions(tree.child(tree.child(node, 0), 0))
    }
    return node
  }

  private func splitsLines(_ call: NodeID) -> Bool {
    guard let separator = tree.list(call, 2).first else { return false }
    switch tree.kind(separator) {
    case .stringLiteral: return ["\n", "\r\n"].contains(tree.stringValue(separator))
    case .regExpLiteral: return tree.text(separator).holds("\\n")
    case .memberExpression: return file.lastName(of: separator) == "EOL"
    default: return false
    }
  }
}

/// The constant end of a path: `views/home.html` of `path.join(root, "views", "home.html")`.
struct PathEnd {
  private(set) var text: String?
  /// Nothing stands before it but the folder of the code or of the process.
  private(set) var isWhole = false

  init(_ expression: NodeID, _ file: FileContext) {
    let (parts, isWhole) = Self.parts(expression, file, depth: 0)
    self.isWhole = isWhole
    if !parts.isEmpty { text = parts }
  }

  private static func parts(_ expression: NodeID, _ file: FileContext, depth: Int) -> (text: String, isWhole: Bool) {
    let tree = file.tree
    let node = file.behindName(expression)
    guard depth < 6 else { return ("", false) }
    if case .string(let text) = file.analyzer.constant(of: node) { return (text, true) }
    switch tree.kind(node) {
    case .identifier:
      let name = file.name(tree.atom(node, 0))
      return ("", name == "__dirname" || name == "__filename")
    case .callExpression:
      let callee = tree.child(node, 0)
      guard let name = file.packageMember(callee), name.hasPrefix("path#") else {
        return ("", file.spoken(callee) == "process.cwd")
      }
      if name == "path#dirname" { return ("", true) }
      return joined(tree.list(node, 2).map { $0 }, "/", file, depth)
    case .binaryExpression where tree.op(node) == Operator.plus.rawValue:
      return joined([tree.child(node, 0), tree.child(node, 1)], "", file, depth)
    case .templateLiteral:
      return template(node, file, depth)
    default: return ("", false)
    }
  }

  private static func joined(
    _ parts: [NodeID], _ separator: String, _ file: FileContext, _ depth: Int
  ) -> (text: String, isWhole: Bool) {
    var text = ""
    var isWhole = true
    for part in parts {
      let (end, whole) = Self.parts(part, file, depth: depth + 1)
      if !whole {
        text = end
        isWhole = false
      } else {
        text += text.isEmpty || end.isEmpty ? end : separator + end
      }
    }
    return (text, isWhole)
  }

  private static func template(_ node: NodeID, _ file: FileContext, _ depth: Int) -> (text: String, isWhole: Bool) {
    let quasis = file.tree.list(node, 0)
    let expressions = file.tree.list(node, 1)
    var text = ""
    var isWhole = true
    for index in 0..<quasis.count {
      text += String(decoding: file.tree.stringBytes(quasis[index]), as: UTF8.self)
      guard index < expressions.count else { break }
      let (end, whole) = Self.parts(expressions[index], file, depth: depth + 1)
      if whole {
        text += end
      } else {
        text = ""
        isWhole = false
      }
    }
    return (text, isWhole)
  }
}
