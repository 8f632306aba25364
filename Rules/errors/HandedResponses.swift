import Checking
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics

// Handlers that hand the whole of their request to one function: `(req, res) => api.report({ req, res })`.
extension ResponseChannels {
  private static let names: Set<String> = ["res", "response"]

  /// The same of a function that is handed a response, by its name, alone or among other things:
  /// `report({ req, res })`, `report(id, request, response)`.
  init?(handedTo node: NodeID, in file: FileContext) {
    let tree = file.tree
    var found: [String: BindingID] = [:]
    for parameter in tree.list(node, 2) {
      for name in tree.preorder(from: parameter) where tree.kind(name) == .identifier {
        guard let binding = file.analyzer.binding(of: name), file.analyzer.model[binding].kind == .parameter else {
          continue
        }
        // `{ response: res }` is known by the name that callers write.
        let pattern = tree.parent(name)
        let isNamed = tree.kind(pattern) == .property && tree.child(pattern, 0) != name
        let key = isNamed ? tree.child(pattern, 0) : name
        if tree.kind(key) == .identifier { found[file.name(tree.atom(key, 0))] = binding }
      }
    }
    let responses = found.filter { Self.names.contains($0.key) }
    guard responses.count == 1, let response = responses.first?.value, tree.child(node, 4).exists,
      !tree.flags(node).contains(.generator)
    else { return nil }
    self.init(file: file, function: node, response: response, next: found["next"], place: -1)
  }

  /// The one call that a handler makes with its response, and that ends it.
  var handsOver: NodeID? {
    // `res.header("vary", "origin")` before it answers nothing.
    let mentions = mentions(under: body).filter { mention in
      if case .prepares = use(mention) { return false }
      return true
    }
    guard let first = mentions.first else { return nil }
    let tree = file.tree
    for ancestor in tree.ancestors(of: first) {
      switch tree.kind(ancestor) {
      case .objectExpression, .property, .tsAsExpression, .tsNonNullExpression: continue
      case .callExpression:
        let isWhole = mentions.allSatisfy { mention in
          tree.list(ancestor, 2).contains { file.contains($0, mention) }
        }
        return isWhole && !isUsed(ancestor) && file.enclosingFunction(ancestor) == function ? ancestor : nil
      default: return nil
      }
    }
    return nil
  }
}

extension Program {
  private static let parsers: Set<String> = [
    "express#json", "express#urlencoded", "body-parser", "body-parser#json", "body-parser#urlencoded",
    "express#default.json", "express#default.urlencoded", "body-parser#default.json",
    "body-parser#default.urlencoded", "express#bodyParser",
  ]

  /// Before version 5 the parsers of Express leave an object on each request. Source: body-parser 1, lib/types/json.js.
  func isGivenBody(_ handler: RequestHandler) -> Bool {
    handler.framework == "Express" && (handler.frameworkVersion ?? 4) < 5
      && externalCalls.contains { Self.parsers.contains($0.path) }
  }
}
