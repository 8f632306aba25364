import Checking
import JavaScript
import ProgramGraph
import Semantics
import SourceText

/// The names that a path is made of: which of them the client may choose.
struct PathNames {
  private let program: Program
  private let call: CallReference
  private var file: ProgramFile { program[call.file] }
  private var place: Span { file[call.call].span }

  init(_ program: Program, _ call: CallReference) {
    self.program = program
    self.call = call
  }

  /// The part of a path that the client chooses, and how it comes there: what is looked up before the handler runs is
  /// left out, if there is something else. nil where nothing is the client's choice.
  func open(_ path: ValueID) -> (ValueID, RequestFlow)? {
    guard let flow = flow(to: path) else { return nil }
    guard isLookedUp(flow) else { return (path, flow) }
    let parts = parts(of: path)
    guard parts.count > 1 else { return nil }
    for part in parts {
      if let flow = self.flow(to: part), !isLookedUp(flow) { return (path, flow) }
    }
    return nil
  }

  /// A function that many call gets its paths from many: the name of an upload says least of them.
  private func flow(to value: ValueID) -> RequestFlow? {
    let first = program.flows.flow(to: value, in: call.file, at: place, for: .path)
    guard first?.part == .files else { return first }
    return program.flows.flow(to: value, in: call.file, at: place, for: .path, without: [.files]) ?? first
  }

  /// A guard or middleware found a record by it: the server gave that name.
  private func isLookedUp(_ flow: RequestFlow) -> Bool {
    guard flow.part == .params, let first = flow.steps.first, let name = name(at: first),
      let handler = program.requestPath(of: flow)?.handler
    else { return false }
    return program.isLookedUp(name, before: handler)
  }

  /// The parameter of the route that a source is: `req.params.id`, `@Param("id")`.
  private func name(at step: ProgramStep) -> String? {
    let file = program[step.file]
    for record in file.functions {
      for parameter in record.parameters where parameter.span == step.span {
        for decorator in file.values(parameter.decorators) where file[decorator].kind == .call {
          guard let first = file.values(file[CallID(file[decorator].a)].arguments).first, file[first].kind == .string
          else { continue }
          return program.text(Atom(file[first].a))
        }
      }
    }
    let members = file.values.filter { value in
      value.kind == .member && value.span.start == step.span.start && value.span.end >= step.span.end
    }
    return members.sorted { $0.span.end < $1.span.end }.lazy.map { program.text(Atom($0.b)) }
      .first { !["params", "file", "files"].contains($0) }
  }

  // MARK: Parts

  private func parts(of path: ValueID, depth: Int = 0) -> [ValueID] {
    guard depth < 4 else { return [path] }
    let value = file[path]
    switch value.kind {
    case .binding:
      let values = file.values(file[BindingID(value.a)].values)
      return values.count == 1 && [.concatenation, .call].contains(file[values[0]].kind)
        ? parts(of: values[0], depth: depth + 1) : [path]
    case .concatenation: return file.values(ListID(value.a)).flatMap { parts(of: $0, depth: depth + 1) }
    case .call:
      guard program.externalPaths(of: file[CallID(value.a)].callee, in: call.file).contains(where: Self.joins) else {
        return [path]
      }
      return file.values(file[CallID(value.a)].arguments).flatMap { parts(of: $0, depth: depth + 1) }
    default: return [path]
    }
  }

  private static func joins(_ path: String) -> Bool { path.hasPrefix("node:path#") }

  /// `req.file.filename`: the name that multer's storage gave; with Fastify it is the sender's.
  func isOfStorage(_ flow: RequestFlow) -> Bool {
    guard let first = flow.steps.first, name(at: first) == "filename" else { return false }
    return program.requestPath(of: flow)?.handler.framework != "Fastify"
  }

  /// What makes names that nobody has: behind one of these the client's name overwrites nothing.
  private static let makers: Set<String> = [
    "#Date.now", "#Math.random", "node:crypto#randomUUID", "node:crypto#randomBytes", "#crypto.randomUUID", "uuid",
    "uuid#v4", "uuid#v1", "uuid#v7", "nanoid", "nanoid#nanoid", "cuid", "shortid#generate", "ulid#ulid", "uniqid",
    "node:crypto#randomBytes().toString",
  ]

  /// A name of the moment or by chance stands beside the client's.
  var isUnique: Bool {
    file.values(file[call.call].arguments).contains { argument in
      parts(of: argument).contains { part in
        var value = file[part]
        for _ in 0..<6 {
          switch value.kind {
          case .binding:
            let values = file.values(file[BindingID(value.a)].values)
            guard values.count == 1 else { return false }
            value = file[values[0]]
          case .call:
            let callee = file[CallID(value.a)].callee
            if program.externalPaths(of: callee, in: call.file).contains(where: Self.makers.contains) { return true }
            guard file[callee].kind == .member else { return false }
            value = file[ValueID(file[callee].a)]
          case .awaited: value = file[ValueID(value.a)]
          default: return false
          }
        }
        return false
      }
    }
  }
}
