import Checking
import JavaScript
import ProgramGraph
import Semantics
import SourceText

/// What speaks against harm where the client's text becomes a part of a path.
struct PathDoubts {
  private let program: Program
  private let flow: RequestFlow
  private let call: CallReference
  private let value: ValueID
  /// The values that the path was on its way: where it is used, in names, and as arguments.
  private let stages: [Stage]

  private struct Stage {
    var file: FileIndex
    var value: ValueID
    /// Where it is used.
    var place: Span
  }

  init(_ program: Program, _ flow: RequestFlow, _ value: ValueID, _ call: CallReference) {
    self.program = program
    self.flow = flow
    self.call = call
    self.value = value
    stages = Self.stages(program, flow, value, call)
  }

  /// How many reasons there are to think that little can be done with it.
  var count: Int {
    var count = 0
    if flow.part == .files { count += 1 }
    // Sockets are open to those who signed in, mostly.
    if flow.part == .message || flow.part == .arguments { count += flow.callLevels > 1 ? 2 : 1 }
    // A fixed ending leaves few files to choose from.
    if stages.contains(where: hasEnding) || stages.contains(where: isFramed) { count += 1 }
    if stages.contains(where: isBehindPrefix), !stages.contains(where: isCalled) { count += 1 }
    // A whole path that a function far away is given is what somebody asked for, an administrator mostly.
    if flow.callLevels > 0, !stages.contains(where: isJoined) { count += 2 }
    if hasSchema || isLookedUp { count += 1 }
    return count
  }

  // MARK: The way

  private static func stages(
    _ program: Program, _ flow: RequestFlow, _ value: ValueID, _ call: CallReference
  ) -> [Stage] {
    var stages = [Stage(file: call.file, value: value, place: program[call.file][call.call].span)]
    for step in flow.steps {
      let file = program[step.file]
      for binding in file.bindings where binding.span == step.span {
        stages += file.values(binding.values).map { Stage(file: step.file, value: $0, place: file[$0].span) }
      }
    }
    for (giver, taker) in zip(flow.steps, flow.steps.dropFirst()) where taker.text.hasPrefix("handed to") {
      let file = program[giver.file]
      for number in file.calls.indices {
        let call = CallReference(file: giver.file, call: CallID(number))
        let enters = program.targets(of: call).contains { target in
          let span = program[target.file][target.function].span
          return target.file == taker.file && span.start <= taker.span.start && taker.span.end <= span.end
        }
        guard enters else { continue }
        let site = file[call.call]
        stages += file.values(site.arguments)
          .filter { program.flows.flow(to: $0, in: giver.file, at: site.span, for: .path) != nil }
          .map { Stage(file: giver.file, value: $0, place: site.span) }
      }
    }
    return stages
  }

  // MARK: Reasons

  /// `path.join(fs.mkdtempSync(…), name)`, `${req.folder}/${name}` where the folder was made for it: nothing lies there
  /// yet.
  var isInNewFolder: Bool {
    let file = program[call.file]
    let whole = file.behindNames(value)
    let parts: ListID
    switch whole.kind {
    case .call: parts = file[CallID(whole.a)].arguments
    case .concatenation: parts = ListID(whole.a)
    default: return false
    }
    guard let folder = file.values(parts).first else { return false }
    if isNewFolder(file.behindNames(folder), call.file) { return true }
    guard file[folder].kind == .member else { return false }
    let name = Atom(file[folder].b)
    return program.files.indices.contains { number in
      let other = program[FileIndex(number)]
      return other.writes.contains { write in
        write.name == name && isNewFolder(other.behindNames(write.value), FileIndex(number))
      }
    }
  }

  private func isNewFolder(_ maker: Value, _ index: FileIndex) -> Bool {
    guard maker.kind == .call else { return false }
    return program.spoken(program[index][CallID(maker.a)].callee, in: index)?.holds("mkdtemp") ?? false
  }

  /// Something of the server's own stands before it: the path was meant to stay below that.
  private func isJoined(_ stage: Stage) -> Bool {
    let file = program[stage.file]
    let value = file.behindNames(stage.value)
    switch value.kind {
    case .concatenation: return true
    case .call: return file.values(file[CallID(value.a)].arguments).count > 1
    default: return false
    }
  }

  /// The path ends in a constant with an extension: `${name}.json`.
  private func hasEnding(_ stage: Stage) -> Bool { hasEnding(stage.value, stage.file, depth: 0) }

  private func hasEnding(_ part: ValueID, _ index: FileIndex, depth: Int) -> Bool {
    let file = program[index]
    let value = file.behindNames(part)
    guard depth < 6 else { return false }
    switch value.kind {
    case .call, .concatenation:
      let parts = file.values(value.kind == .call ? file[CallID(value.a)].arguments : ListID(value.a))
      return parts.last.map { hasEnding($0, index, depth: depth + 1) } ?? false
    case .string: return program.text(Atom(value.a)).holds(".")
    case .choice:
      // `name ? `${name}.svg` : ""`
      let parts = file.values(ListID(value.a)).filter { file[$0].kind != .string && file[$0].kind != .literal }
      return !parts.isEmpty && parts.allSatisfy { hasEnding($0, index, depth: depth + 1) }
    case .parameter, .element, .elementOf, .member, .imported:
      // `endings[type]`, and what each of `[".png", ".jpg"]` is.
      return program.texts(of: part, in: index)?.allSatisfy { $0.holds(".") } ?? false
    default: return false
    }
  }

  /// Something stands beside the client's part, and it is no name of its own in the path: `${name}_400`, `a-${name}`.
  private func isFramed(_ stage: Stage) -> Bool { isFramed(stage, isResolved: false, depth: 0) }

  private func isFramed(_ stage: Stage, isResolved: Bool, depth: Int) -> Bool {
    guard depth < 4 else { return false }
    let file = program[stage.file]
    let value = file.behindNames(stage.value)
    func comesFromClient(_ part: ValueID) -> Bool {
      program.flows.flow(to: part, in: stage.file, at: stage.place, for: .path) != nil
    }
    func isFramed(_ part: ValueID, isResolved: Bool) -> Bool {
      let inner = Stage(file: stage.file, value: part, place: stage.place)
      return self.isFramed(inner, isResolved: isResolved, depth: depth + 1)
    }
    func text(_ part: ValueID) -> String? {
      file[part].kind == .string ? program.text(Atom(file[part].a)) : nil
    }
    switch value.kind {
    case .concatenation:
      let parts = Array(file.values(ListID(value.a)))
      let own = parts.indices.filter { comesFromClient(parts[$0]) }
      return !own.isEmpty
        && own.allSatisfy { position in
          let rest = parts[(position + 1)...].lazy.compactMap(text)
          if let next = rest.first, !next.isEmpty, !next.hasPrefix("/") { return true }
          // Without `path.join`, `a-../b` asks for a folder of the name `a-..`. Addresses begin with a slash.
          if !isResolved, flow.part != .url, position > 0, let before = text(parts[position - 1]),
            Self.beginsName(before, isFirst: position == 1)
          {
            return true
          }
          return isFramed(parts[position], isResolved: isResolved)
        }
    case .call:
      let own = file.values(file[CallID(value.a)].arguments).filter(comesFromClient)
      return !own.isEmpty && own.allSatisfy { isFramed($0, isResolved: true) }
    default: return false
    }
  }

  /// `photos/user_${id}`: `user_1/..` leads out of a folder that is not there, unless `path.join` takes it away.
  private func isBehindPrefix(_ stage: Stage) -> Bool {
    let file = program[stage.file]
    let value = file.behindNames(stage.value)
    guard value.kind == .concatenation, flow.part != .url else { return false }
    let parts = Array(file.values(ListID(value.a)))
    let own = parts.indices.filter {
      program.flows.flow(to: parts[$0], in: stage.file, at: stage.place, for: .path) != nil
    }
    return !own.isEmpty
      && own.allSatisfy { position in
        guard position > 0, case let before = file[parts[position - 1]], before.kind == .string else { return false }
        return Self.beginsName(program.text(Atom(before.a)), isFirst: position == 1)
      }
  }

  /// Whether what stands before the client's text is the beginning of a name: not behind `uploads/`, nor behind the dot of
  /// `.${url}`, which is a folder of its own.
  private static func beginsName(_ text: String, isFirst: Bool) -> Bool {
    guard let last = text.last, last != "/" else { return false }
    let segment = text.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    return !([".", ".."].contains(segment) && (isFirst || text.contains("/")))
  }

  private func isCalled(_ stage: Stage) -> Bool { program[stage.file].behindNames(stage.value).kind == .call }

  /// `sessions.get(id)`, `Photo.findById(id)`: what is asked for by the client's text is known, if somebody looks at it.
  private var isLookedUp: Bool {
    var functions = [program.function(around: call)]
    for step in flow.steps {
      let file = program[step.file]
      let around = file.functions.indices.filter { number in
        let span = file.functions[number].span
        return file.functions[number].kind != .module && span.start <= step.span.start && step.span.end <= span.end
      }
      if let inner = around.min(by: { file.functions[$0].span.count < file.functions[$1].span.count }) {
        functions.append(FunctionReference(file: step.file, function: FunctionID(inner)))
      }
    }
    return Set(functions).contains { function in
      let file = program[function.file]
      return file.calls.indices.contains { number in
        let site = file.calls[number]
        guard site.function == function.function, !site.flags.contains(.unused),
          file[site.callee].kind == .member, let first = file.values(site.arguments).first
        else { return false }
        let name = program.text(Atom(file[site.callee].b))
        guard name == "get" || name == "has" || name.hasPrefix("findBy") || name.hasPrefix("findOne") else {
          return false
        }
        // What is put there by the same name is no list of known names.
        if name == "get" || name == "has", isPut(first, beside: site, function) { return false }
        // `findById(req.params.id)` says nothing of what stands in the body.
        return program.flows.flow(to: first, in: function.file, at: site.span, for: .any)?.part == flow.part
      }
    }
  }

  /// `if (!files.has(name)) files.set(name, {})`
  private func isPut(_ key: ValueID, beside question: CallSite, _ function: FunctionReference) -> Bool {
    let file = program[function.file]
    let table = program.spoken(ValueID(file[question.callee].a), in: function.file)
    guard let table, let spoken = program.spoken(key, in: function.file) else { return false }
    return file.calls.contains { site in
      guard file[site.callee].kind == .member, ["set", "add"].contains(program.text(Atom(file[site.callee].b))),
        let first = file.values(site.arguments).first
      else { return false }
      return program.spoken(ValueID(file[site.callee].a), in: function.file) == table
        && program.spoken(first, in: function.file) == spoken
    }
  }

  /// The route says what its parameters look like, which may well keep dots and slashes out.
  private var hasSchema: Bool {
    guard flow.part == .params || flow.part == .query || flow.part == .body,
      let path = program.requestPath(to: program.function(around: call)),
      ["Fastify", "Hapi", "Elysia"].contains(path.handler.framework)
    else { return false }
    let site = path.handler.site
    let file = program[site.file]
    return file.calls.contains { call in
      call.span.start <= site.span.start && site.span.end <= call.span.end
        && file.values(call.arguments).contains {
          program.property(["schema", "options", "config", "params"], of: $0, in: site.file) != nil
        }
    }
  }
}
