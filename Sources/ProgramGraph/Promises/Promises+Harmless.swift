import JavaScript
import Semantics
import SourceText

/// Promises that look like others and are never rejected.
extension Promises {
  /// `if (!(await document.save())) return Promise.reject()`: save gives the document, or throws.
  func isForWantOfRecord(_ span: Span, _ model: ProgramFile) -> Bool {
    model.model.guards.contains { test in
      guard test.kind == .call, !test.holds, test.region.contains(span), model[test.subject].kind == .call else {
        return false
      }
      let callee = model[model[CallID(model[test.subject].a)].callee]
      return callee.kind == .member && ["save", "create"].contains(evaluator.text(Atom(callee.b)))
    }
  }

  /// A method in whose place a decorator has put a function that calls it within a try: nobody else calls it.
  func isCaughtByDecorator(_ method: FunctionReference) -> Bool {
    let model = file(method.file)
    guard let owner = model[method.function].owner,
      let member = model[owner].members.first(where: {
        $0.kind == .method && model[$0.value].kind == .function && model[$0.value].a == method.function.raw
      })
    else { return false }
    if model.values(member.decorators).contains(where: { isCatching($0, method.file) }) { return true }
    return evaluator.replacements(by: member.decorators, method.file).contains { entity in
      let wrapper = entity.function
      return rejection(of: wrapper) == .never && callsWithinTry(wrapper)
    }
  }

  /// `@DefaultCatch(answer)` of a package whose code is not seen, which says by its name what it does.
  private func isCatching(_ decorator: ValueID, _ index: FileIndex) -> Bool {
    let model = file(index)
    var name = model.behindNames(decorator)
    if name.kind == .call { name = model.behindNames(model[CallID(name.a)].callee) }
    guard name.kind == .imported || name.kind == .member else { return false }
    return evaluator.evaluate(index, decorator).allSatisfy { $0.kind == .external }
      && evaluator.text(Atom(name.b)).lowercased().holds("catch")
  }

  /// `try { return await original.apply(this, args) } catch …`
  private func callsWithinTry(_ wrapper: FunctionReference) -> Bool {
    let model = file(wrapper.file)
    return uses(of: wrapper.file).calls(in: wrapper.function).contains { id in
      let callee = model[model[id].callee]
      guard callee.kind == .member, Atom(callee.b) == .call || Atom(callee.b) == .apply else { return false }
      let flags = model[id].flags
      return flags.contains(.inTry) && (flags.contains(.awaited) || !model[wrapper.function].flags.contains(.async))
    }
  }

  /// `req.login(user, { session: false }, async (error) => { if (error) throw error })`: Passport calls back at once, and
  /// with nothing. Source: passport 0.7, lib/http/request.js.
  func isOfLoginWithoutSession(_ record: Interruption, _ function: FunctionReference) -> Bool {
    let model = file(function.file)
    guard model[record.value].kind == .binding,
      model.values(model[BindingID(model[record.value].a)].values).contains(where: {
        model[$0].kind == .parameter && model[$0].a == function.function.raw && model[$0].b == 0
      })
    else { return false }
    return model.calls.contains { site in
      let arguments = model.values(site.arguments)
      guard arguments.count == 3, model[arguments[2]].kind == .function,
        model[arguments[2]].a == function.function.raw, case let options = model[arguments[1]], options.kind == .object,
        case let callee = model[site.callee], callee.kind == .member
      else { return false }
      return ["login", "logIn"].contains(evaluator.text(Atom(callee.b)))
        && model.properties(of: options).contains {
          evaluator.text($0.name) == "session" && $0.value == .literal(.false)
        }
    }
  }

  /// `await file.pipe(target)`: it gives the target, and waits for nothing.
  func givesStream(_ value: Value, _ index: FileIndex) -> Bool {
    guard value.kind == .call, case let model = file(index), case let site = model[CallID(value.a)],
      model.values(site.arguments).count == 1, case let callee = model[site.callee], callee.kind == .member
    else { return false }
    return evaluator.text(Atom(callee.b)) == "pipe"
  }

  /// Bluebird's `promise.reflect()`, which is fulfilled whatever comes of the promise.
  func isReflection(_ call: CallReference) -> Bool {
    let model = file(call.file)
    let callee = model[model[call.call].callee]
    return callee.kind == .member && evaluator.text(Atom(callee.b)) == "reflect"
      && model.values(model[call.call].arguments).isEmpty
  }

  /// `await next()` in middleware of Express: it gives undefined, and what the next one throws goes elsewhere.
  func isNextOfExpress(_ call: CallReference) -> Bool {
    let model = file(call.file)
    let callee = model[model[call.call].callee]
    guard callee.kind == .binding else { return false }
    let binding = model[BindingID(callee.a)]
    guard binding.kind == .parameter, evaluator.text(binding.name) == "next" else { return false }
    let count = model[binding.function].parameters.count
    return model.values(binding.values).contains { value in
      model[value].kind == .parameter && (count == 3 || count == 4) && Int(model[value].b) == count - 1
    }
  }

  /// What `list.push(…)` puts into a list that began empty, if all of it is harmless.
  func rejection(ofPushed list: BindingID, _ file: FileIndex, _ depth: Int) -> Rejection {
    let model = self.file(file)
    let pushed = model.calls.filter { site in
      let callee = model[site.callee]
      guard callee.kind == .member, evaluator.text(Atom(callee.b)) == "push" else { return false }
      let base = model[ValueID(callee.a)]
      return base.kind == .binding && base.a == list.raw
    }
    guard !pushed.isEmpty else { return .unknown }
    let isHarmless = pushed.allSatisfy { site in
      model.values(site.arguments).allSatisfy { value in
        rejection(of: ValueReference(file: file, value: value, context: .any), depth: depth + 1) == .never
      }
    }
    return isHarmless ? .never : .unknown
  }

  /// `Promise.all(…).each(f)` of Bluebird fails as what it goes on with does, and as `f`.
  func rejection(ofStep call: CallReference, _ depth: Int) -> Rejection? {
    let model = file(call.file)
    let callee = model[model[call.call].callee]
    guard callee.kind == .member, Self.stepsOfBluebird.contains(evaluator.text(Atom(callee.b))),
      model[ValueID(callee.a)].kind == .call
    else { return nil }
    let receiver = CallReference(file: call.file, call: CallID(model[ValueID(callee.a)].a))
    let isOfBluebird = evaluator.callees(of: receiver, in: .any).contains {
      $0.entity.kind == .external && evaluator.externals.text(ExternalID($0.entity.id)).hasPrefix("bluebird#")
    }
    guard isOfBluebird, rejection(ofCall: receiver, depth + 1) == .never else { return nil }
    let body = model.values(model[call.call].arguments).first
    return body.map { outcome(ofCallback: $0, call.file) } ?? .never
  }

  private static let stepsOfBluebird: Set<String> = ["each", "map", "mapSeries", "filter", "tap", "spread"]

  /// Packages that give a failure as a value. Sources: their READMEs, 2026.
  static let pairing = [
    "try-to-catch#", "try-to-catch", "await-to-js#", "await-to-js", "p-reflect", "@silverhand/essentials#trySafe",
  ]

  /// `queue.onIdle()` of p-queue, which waits for its tasks and hears of none of their failures. Source: its README, 2026.
  func isPauseOfQueue(_ path: String) -> Bool {
    path.hasPrefix("p-queue") && ["onIdle", "onEmpty", "onSizeLessThan"].contains { path.hasSuffix("." + $0) }
  }

  /// `const [error, user] = await to(load())`, the idiom of await-to-js, where nobody can look into `to`.
  func isPair(_ call: CallReference) -> Bool {
    let model = file(call.file)
    return importedName(of: call) == "to" && model.values(model[call.call].arguments).count == 1
  }

  /// `await delay(500)` of a package, whatever it is called there: a timer.
  func isPause(_ call: CallReference) -> Bool {
    let model = file(call.file)
    let arguments = model.values(model[call.call].arguments)
    guard arguments.count == 1, let name = importedName(of: call) else { return false }
    switch model[arguments[0]].kind {
    case .literal, .binding, .unknown: return Self.pauses.contains(name)
    default: return false
    }
  }

  /// Whether a call that nobody can look into says by its form that it does not fail.
  func looksHarmless(_ call: CallReference) -> Bool {
    isMethodOfText(call) || isPause(call) || isPair(call) || asksWhetherThere(call)
  }

  /// `await fs.pathExists(path)` of a copy of fs-extra that nobody can look into: what it cannot reach is not there.
  private func asksWhetherThere(_ call: CallReference) -> Bool {
    let model = file(call.file)
    let callee = model[model[call.call].callee]
    if callee.kind == .member, evaluator.text(Atom(callee.b)) == "pathExists" { return true }
    return importedName(of: call) == "pathExists"
  }

  /// The name that a function of another module has there, also after `const { delay } = require("…")`.
  private func importedName(of call: CallReference) -> String? {
    let model = file(call.file)
    let callee = model.behindNames(model[call.call].callee)
    guard callee.kind == .imported || callee.kind == .member else { return nil }
    return evaluator.text(Atom(callee.b))
  }

  private static let pauses: Set<String> = ["delay", "sleep", "wait"]

  /// Resend tells of failures in what it gives, and rejects nothing. Source: its changelog, 3.4.0.
  func tellsOfFailures(_ path: String, _ file: FileIndex) -> Bool {
    guard path.hasPrefix("resend#") else { return false }
    guard let version = packages?.version(of: "resend", for: self.file(file).path) else { return true }
    return version >= PackageVersion(major: 3, minor: 4)
  }
}
