import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// What is registered on an Express application by name: `app.use(…)`, `app.get("/x", …)`.
struct Registration {
  var call: CallID
  var member: String
  var span: Span
  /// The first argument, if it is a constant text.
  var path: String?
  var arguments: [ValueID]

  static let verbs: Set<String> = ["get", "post", "put", "patch", "delete", "all", "head", "options"]
}

extension Program {
  /// The calls of members of one object in one function, in source order: everything said to `app`.
  func registrations(on object: ValueOrigin, in function: FunctionReference) -> [Registration] {
    let file = self[function.file]
    return file.calls.enumerated().compactMap { index, site in
      let callee = file[site.callee]
      guard site.function == function.function, callee.kind == .member,
        file.model.origin(of: ValueID(callee.a)) == object
      else { return nil }
      let call = CallReference(file: function.file, call: CallID(index))
      return Registration(
        call: CallID(index), member: text(.init(callee.b)), span: site.span, path: text(ofArgument: 0, of: call),
        arguments: Array(file.values(site.arguments)))
    }.sorted { $0.span.start < $1.span.start }
  }

  /// The call of a member that contains a place, with what it is a member of.
  func memberCall(around place: Span, in file: FileIndex) -> (site: CallSite, object: ValueOrigin)? {
    let model = self[file]
    let around = model.calls.filter { site in
      site.span.start <= place.start && place.end <= site.span.end && model[site.callee].kind == .member
    }
    guard let site = around.min(by: { $0.span.count < $1.span.count }) else { return nil }
    return (site, model.model.origin(of: ValueID(model[site.callee].a)))
  }

  /// What a value is called where it is made, all in lower case: names, modules, callees. For guessing what it is for.
  func words(for value: ValueID, in file: FileIndex, depth: Int = 0) -> String {
    let model = self[file]
    let origin = model.model.origin(of: value)
    var words = origin.path.map(text)
    switch origin.root {
    case .module(let id): words.append(text(model[id].specifier))
    case .imported(let id, let name): words += [text(model[id].specifier), text(name)]
    case .global(let name): words.append(text(name))
    case .function(let id): words.append(text(model[id].name))
    case .class(let id): words.append(text(model[id].name))
    case .parameter(let id, let index):
      if index < model[id].parameters.count { words.append(text(model[id].parameters[index].name)) }
    case .this: break
    case .value(let root):
      let record = model[root]
      if record.kind == .binding { words.append(text(model[BindingID(record.a)].name)) }
      if record.kind == .call, depth < 4 {
        words.append(self.words(for: model[CallID(record.a)].callee, in: file, depth: depth + 1))
      }
    }
    return words.joined(separator: " ").lowercased()
  }

  /// Whether the third parameter of a function is used as a response: `(error, req, res) => res.status(500)`.
  func takesResponseThird(_ reference: FunctionReference) -> Bool {
    let file = self[reference.file]
    return file.calls.contains { site in
      let callee = file[site.callee]
      guard callee.kind == .member, Self.answers.contains(text(.init(callee.b))) else { return false }
      // `res.status(500).json(…)` begins at the same parameter.
      return file.model.origin(of: ValueID(callee.a)).root == .parameter(reference.function, 2)
    }
  }

  private static let answers: Set<String> = [
    "status", "json", "send", "sendStatus", "render", "redirect", "end", "sendFile", "writeHead",
  ]
}
