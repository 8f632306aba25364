import Checking
import JavaScript
import Semantics
import SourceText

/// Streams of Node and of packages that fail in everyday use, so that somebody must listen for `error`: an event that
/// nobody listens for ends the process.
///
/// Sources: Node.js 24 documentation (fs, zlib, crypto, child_process, events); the READMEs of request 2, got 14, csv-parse 6,
/// fast-csv 5, unzipper 0.12 and JSONStream 1; 2026-11. What practically never fails is left out: gzip, hashes,
/// `PassThrough`, responses of Node's own client, which only emit the event where somebody listens.
enum FailingStreams {
  /// Why it fails, as an end of "fails when …", by the function that makes it.
  static let makers: [String: String] = {
    var table: [String: String] = [
      "crypto#createDecipheriv": "the data is not what was encrypted", "crypto#createDecipher": "the key is wrong",
      "request": "the other side cannot be reached", "request#get": "the other side cannot be reached",
      "got#stream": "the other side cannot be reached", "csv-parse": "a line is malformed",
      "csv-parse#parse": "a line is malformed", "fast-csv#parse": "a line is malformed",
      "@fast-csv/parse#parse": "a line is malformed", "JSONStream#parse": "the text is no JSON",
      "unzipper#Parse": "the archive is broken", "unzipper#Extract": "the archive is broken",
    ]
    for module in ["fs", "fs-extra", "graceful-fs"] {
      table[module + "#createReadStream"] = "the file cannot be read"
      table[module + "#createWriteStream"] = "the file cannot be written"
    }
    for module in ["mongodb", "mongoose"] {
      for name in gridFS { table[module + "#" + name] = "the file is not there" }
    }
    for name in ["createGunzip", "createInflate", "createInflateRaw", "createUnzip", "createBrotliDecompress"] {
      table["zlib#" + name] = "the data is not compressed as it should be"
    }
    return table
  }()

  /// Of MongoDB's buckets, whoever made them: nothing else has such members.
  static let gridFS: Set<String> = ["openDownloadStream", "openDownloadStreamByName"]

  static let modules = Set(makers.keys.compactMap { $0.parts(between: "#").first.map(String.init) })

  /// Looks after the errors of streams that are handed to it.
  static let guardians: Set<String> = [
    "pipeline", "finished", "pump", "compose", "addAbortSignal", "destroy", "promisify", "eos",
  ]
}

extension FileContext {
  /// The call that makes a stream which may fail, behind a name or a chain of listeners: `createReadStream(path)` of
  /// `createReadStream(path).on("open", f)`.
  func failingStream(_ expression: NodeID) -> (maker: NodeID, name: String)? {
    var node = behindName(expression)
    for _ in 0..<8 {
      guard tree.kind(node) == .callExpression || tree.kind(node) == .newExpression else { return nil }
      let callee = withoutAssertions(tree.child(node, 0))
      if let name = packageMember(callee), FailingStreams.makers[name] != nil {
        // A callback of request's hears of the error.
        let isTold = tree.list(node, 2).last.map { tree.kind(withoutAssertions($0)).isFunction } ?? false
        return name.hasPrefix("request") && isTold ? nil : (node, name)
      }
      guard tree.kind(callee) == .memberExpression, let method = lastName(of: callee) else { return nil }
      if FailingStreams.gridFS.contains(method) { return (node, "mongodb#" + method) }
      guard ["on", "once", "setEncoding", "addListener"].contains(method) else { return nil }
      node = behindName(tree.child(callee, 0))
    }
    return nil
  }

  /// Whether somebody listens for errors of a stream, or may: in the chain it is written in, or on the name it has.
  ///
  /// - Parameter link: the expression that is piped, or piped into.
  func isLookedAfter(_ link: NodeID) -> Bool {
    let link = withoutAssertions(link)
    if case let value = behindName(link), value != link, isChainLookedAfter(value) { return true }
    return isChainLookedAfter(link)
  }

  private func isChainLookedAfter(_ link: NodeID) -> Bool {
    var node = link
    while tree.kind(node) == .callExpression {
      let callee = withoutAssertions(tree.child(node, 0))
      if listens(node) { return true }
      guard tree.kind(callee) == .memberExpression, packageMember(callee) == nil else { break }
      node = withoutAssertions(tree.child(callee, 0))
    }
    if tree.kind(node) == .identifier, let binding = analyzer.binding(of: node) { return isLookedAfter(binding) }
    // Kept under a name where it is made.
    if let binding = nameHolding(node) { return isLookedAfter(binding) }
    return false
  }

  private func isLookedAfter(_ binding: BindingID, depth: Int = 0) -> Bool {
    analyzer.scopeReferences(to: binding).contains { use in
      var node = use
      while let (call, name) = memberCall(on: node) {
        if listens(call) { return true }
        guard ["on", "once", "addListener", "setEncoding"].contains(name) else { break }
        node = call
      }
      // `let last = file; last.on("error", f)`
      let declarator = tree.parent(use)
      if depth < 3, tree.kind(declarator) == .variableDeclarator, tree.child(declarator, 1) == use,
        case let name = tree.child(declarator, 0), tree.kind(name) == .identifier,
        let other = analyzer.binding(of: name), other != binding
      {
        return isLookedAfter(other, depth: depth + 1)
      }
      return isHandedOn(use)
    }
  }

  /// `stream.on("error", f)`
  private func listens(_ call: NodeID) -> Bool {
    guard let name = lastName(of: tree.child(call, 0)), ["on", "once", "addListener"].contains(name) else {
      return false
    }
    return tree.list(call, 2).first.map { isString($0, "error") } ?? false
  }

  /// Given to somebody who may listen: an argument of anything but `pipe`, a result, a property.
  private func isHandedOn(_ use: NodeID) -> Bool {
    let parent = tree.parent(use)
    switch tree.kind(parent) {
    case .callExpression, .newExpression:
      guard tree.child(parent, 0) != use else { return false }
      return lastName(of: tree.child(parent, 0)) != "pipe"
    case .returnStatement, .property, .arrayExpression, .spreadElement, .yieldExpression, .awaitExpression: return true
    case .assignmentExpression: return tree.child(parent, 1) == use
    case .arrowFunctionExpression: return tree.child(parent, 4) == use
    default: return false
    }
  }
}
