import JavaScript
import Semantics
import SourceText

/// Which calls throw at once.
extension Promises {
  /// Calls that throw at once; nil where that is not known.
  func failure(ofCall call: CallReference) -> Rejection? {
    var found: Rejection?
    let site = file(call.file)[call.call]
    let isInCatch = site.flags.contains(.inCatch)
    if throwsByName(site, call.file) { return .possible([step(call, "throws here")]) }
    if let failure = failure(ofEach: call, site) { return failure }
    for callee in evaluator.callees(of: call, in: context(around: call)).prefix(8) {
      switch callee.entity.kind {
      case .function:
        guard case .possible(let steps) = failure(of: callee, called: call) else { continue }
        // What deals with a failure fails by throwing on, and else by accident.
        if isInCatch, steps.count > 1 || steps.first?.text != "throws here" { continue }
        found = .possible([step(call, "calls \(quoted(callee.entity.function))")] + steps.prefix(8))
      case .external:
        let path = evaluator.externals.text(ExternalID(callee.entity.id))
        guard FailingCalls.includes(path), !takesCallback(site, call), !isOfKnownText(call),
          !isTried(call, path), !isOfParsedBody(call, path), !isOfOwnMaking(call, path),
          !path.hasSuffix("#URL") || !isRelativeAddress(call), !makesMissingFolder(call, path)
        else { continue }
        found = .possible([step(call, "`\(FailingCalls.name(of: path))` throws where its input is not valid")])
      default: continue
      }
    }
    return found
  }

  /// `messages.map((message) => JSON.parse(message.body))`: what a list calls for each element throws through it.
  private func failure(ofEach call: CallReference, _ site: CallSite) -> Rejection? {
    let model = file(call.file)
    let callee = model[site.callee]
    guard callee.kind == .member, Self.iterating.contains(evaluator.text(Atom(callee.b))),
      let callback = model.values(site.arguments).first, model[callback].kind == .function,
      fact(of: ValueID(callee.a), in: call.file) == nil,
      case let function = FunctionReference(file: call.file, function: FunctionID(model[callback].a)),
      case .possible(let steps) = failure(of: function)
    else { return nil }
    return .possible([step(call, "calls a function for each element")] + steps.prefix(8))
  }

  private static let iterating: Set<String> = [
    "map", "forEach", "filter", "some", "every", "find", "findIndex", "flatMap", "reduce",
  ]

  /// `if (!existsSync(folder)) mkdirSync(folder)`, `mkdirSync(folder, { recursive: true })`: no input of anybody's fails it.
  private func makesMissingFolder(_ call: CallReference, _ path: String) -> Bool {
    guard path.hasSuffix("#mkdirSync") else { return false }
    let model = file(call.file)
    return model.values(model[call.call].arguments).count > 1
      || model.model.guards.contains { test in
        test.kind == .call && !test.holds && test.region.contains(model[call.call].span)
      }
  }

  /// The callback stands behind the text: `jwt.verify(token, secret, callback)`.
  private func takesCallback(_ site: CallSite, _ call: CallReference) -> Bool {
    file(call.file).values(site.arguments).count > 1 && endsWithFunction(call, .any)
  }

  /// Koa's `ctx.throw(401, "expired")`: a method of a parameter, whatever that is called.
  private func throwsByName(_ site: CallSite, _ file: FileIndex) -> Bool {
    let model = self.file(file)
    let callee = model[site.callee]
    guard callee.kind == .member, evaluator.text(Atom(callee.b)) == "throw" else { return false }
    let base = model[ValueID(callee.a)]
    guard base.kind == .binding else { return false }
    return model[BindingID(base.a)].kind == .parameter
  }

  /// `if (isJSON(text)) JSON.parse(text)`: a test of the same value, by a function that has tried it.
  private func isTried(_ call: CallReference, _ path: String) -> Bool {
    let model = file(call.file)
    let site = model[call.call]
    guard let tried = model.values(site.arguments).first else { return false }
    return model.model.guards.contains { record in
      guard record.kind == .call, record.holds, record.region.start <= site.span.start,
        site.span.end <= record.region.end, model[record.subject].kind == .call
      else { return false }
      let test = CallReference(file: call.file, call: CallID(model[record.subject].a))
      if path == "#BigInt", hasDigits(tried, by: test) { return true }
      guard let first = model.values(model[test.call].arguments).first, isSame(first, tried, model, depth: 0) else {
        return false
      }
      let callees = evaluator.callees(of: test, in: .any)
      // `isJSON`: of what nobody can look into, the name is believed.
      if callees.isEmpty { return claimsTrial(model[model[test.call].callee], of: path) }
      return callees.contains { callee in
        callee.entity.kind == .function && tries(path, in: callee.entity.function)
      }
    }
  }

  private func claimsTrial(_ callee: Value, of path: String) -> Bool {
    guard path == "#JSON.parse", callee.kind == .member || callee.kind == .imported else { return false }
    return evaluator.text(Atom(callee.b)).lowercased().holds("json")
  }

  /// The same name, or the same members of it.
  func isSame(_ first: ValueID, _ second: ValueID, _ model: ProgramFile, depth: Int) -> Bool {
    let (left, right) = (model[first], model[second])
    guard depth < 6, left.kind == right.kind else { return false }
    switch left.kind {
    case .binding, .this: return left.a == right.a
    case .member: return left.b == right.b && isSame(ValueID(left.a), ValueID(right.a), model, depth: depth + 1)
    default: return false
    }
  }

  /// Whether a function calls what is at the path within a `try`.
  private func tries(_ path: String, in function: FunctionReference) -> Bool {
    let model = file(function.file)
    return uses(of: function.file).calls(in: function.function).contains { id in
      model[id].flags.contains(.inTry)
        && evaluator.evaluate(function.file, model[id].callee).contains { entity in
          entity.kind == .external && evaluator.externals.text(ExternalID(entity.id)) == path
        }
    }
  }

  /// `JSON.parse(JSON.stringify(x))` and `new URL("https://…")` do not throw.
  private func isOfKnownText(_ call: CallReference) -> Bool {
    let model = file(call.file)
    guard let first = model.values(model[call.call].arguments).first else { return false }
    switch model[first].kind {
    case .string, .literal: return true
    case .call:
      let inner = model[CallID(model[first].a)].callee
      return evaluator.evaluate(call.file, inner).contains { entity in
        entity.kind == .external && evaluator.externals.text(ExternalID(entity.id)) == "#JSON.stringify"
      }
    default: return false
    }
  }

  /// `readFileSync("./key.pem")`, `jwt.sign({ id }, secret)`: what the code itself says fails at the first try or never.
  private func isOfOwnMaking(_ call: CallReference, _ path: String) -> Bool {
    let model = file(call.file)
    guard let first = model.values(model[call.call].arguments).first else { return false }
    if path == "jsonwebtoken#sign" { return model.behindNames(first).kind == .object }
    return path.hasPrefix("node:fs#") && isSettled(first, call.file, depth: 0)
  }

  /// `try { JSON.parse(readFileSync(join(__dirname, "texts.json"))) } catch { throw … }`: what may fail in the function is
  /// the reading of a file of the program itself.
  func tellsOfOwnFiles(_ record: Interruption, _ function: FunctionReference) -> Bool {
    guard record.flags.contains(.inCatch) else { return false }
    let model = file(function.file)
    let isInterrupted = uses(of: function.file).interruptions(in: function.function).contains {
      model.model.interruptions[$0].flags.contains(.inTry)
    }
    if isInterrupted { return false }
    let tried = uses(of: function.file).calls(in: function.function).filter { model[$0].flags.contains(.inTry) }
    var reads = false
    for id in tried {
      let call = CallReference(file: function.file, call: id)
      let paths = evaluator.callees(of: call, in: .any).map { callee in
        callee.entity.kind == .external ? evaluator.externals.text(ExternalID(callee.entity.id)) : ""
      }
      guard let path = paths.first, paths.count == 1 else { return false }
      if path.hasPrefix("node:path#") || path == "#JSON.parse" { continue }
      guard path == "node:fs#readFileSync" || path == "node:fs#readdirSync", isOfOwnMaking(call, path) else {
        return false
      }
      reads = true
    }
    return reads
  }

  /// Whether a path is made of constants, of where the code is, and of what the environment says.
  private func isSettled(_ value: ValueID, _ file: FileIndex, depth: Int) -> Bool {
    let model = self.file(file)
    let record = model[value]
    guard depth < 8 else { return false }
    switch record.kind {
    case .string, .literal: return true
    case .global: return Atom(record.a) == .__dirname
    case .concatenation:
      return model.values(ListID(record.a)).allSatisfy { isSettled($0, file, depth: depth + 1) }
    case .binding:
      let binding = model[BindingID(record.a)]
      let values = model.values(binding.values)
      guard binding.kind == .const, let only = values.first, values.count == 1 else { return false }
      return isSettled(only, file, depth: depth + 1)
    case .member:
      return evaluator.evaluate(file, value).contains { entity in
        entity.kind == .external && evaluator.externals.text(ExternalID(entity.id)).hasPrefix("#process.env.")
      }
    case .call:
      let site = model[CallID(record.a)]
      let isOfPaths = evaluator.evaluate(file, site.callee).contains { entity in
        guard entity.kind == .external else { return false }
        let path = evaluator.externals.text(ExternalID(entity.id))
        return path == "node:path#join" || path == "node:path#resolve" || path == "#process.cwd"
      }
      return isOfPaths && model.values(site.arguments).allSatisfy { isSettled($0, file, depth: depth + 1) }
    default: return false
    }
  }

  /// `new URL(path, base)`: a base fails at the first try or never, and so does most of what follows it; what the client
  /// asked for does not.
  private func isRelativeAddress(_ call: CallReference) -> Bool {
    let model = file(call.file)
    let arguments = model.values(model[call.call].arguments)
    guard arguments.count > 1, let first = arguments.first else { return false }
    guard model[first].kind == .member else { return true }
    return !["url", "originalUrl", "path"].contains(evaluator.text(Atom(model[first].b)))
  }
}
