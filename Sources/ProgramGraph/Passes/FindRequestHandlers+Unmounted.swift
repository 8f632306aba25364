import Semantics

/// Routers that a file makes for itself: nobody mounts them, and no request comes to what is registered on them.
extension FindRequestHandlers {
  private static let mountable: Set<ServerType> = [.expressRouter, .koaRouter]

  mutating func dropUnmounted() {
    var uses: [FileIndex: ValueUses] = [:]
    var answers: [CallReference: Bool] = [:]
    func isKept(_ router: Entity) -> Bool {
      guard let type = serverType(of: router), Self.mountable.contains(type), mounts.mounts[router] == nil,
        let making = router.siteCall
      else { return false }
      if let known = answers[making] { return known }
      let model = evaluator.files[making.file.index]
      let ofFile = uses[making.file] ?? ValueUses(model)
      uses[making.file] = ofFile
      let answer = Self.isOnlyBase(model[making.call].result, model, ofFile)
      answers[making] = answer
      return answer
    }
    let kept = Set(handlers.compactMap(\.receiver).filter(isKept))
    if !kept.isEmpty { handlers.removeAll { $0.receiver.map(kept.contains) ?? false } }
  }

  /// Whether all that is done with a value, and with what its methods give, is to call its methods.
  private static func isOnlyBase(_ value: ValueID, _ model: ProgramFile, _ uses: ValueUses, depth: Int = 0) -> Bool {
    guard depth < 32, model[value].kind == .call || model[value].kind == .binding || model[value].kind == .member else {
      return false
    }
    return uses.uses(of: value).allSatisfy { use in
      switch use {
      case .base(_, let call):
        guard let call else { return false }
        return isOnlyBase(model[call].result, model, uses, depth: depth + 1)
      case .named(let binding):
        guard model.values(model[binding].values).count == 1 else { return false }
        return uses.use(of: binding).map { isOnlyBase($0, model, uses, depth: depth + 1) } ?? true
      case .argument, .part, .alternative, .returned, .awaited, .kept: return false
      }
    }
  }
}
