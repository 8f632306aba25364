import Semantics

/// Which router is mounted on which, and under what prefix.
struct MountTable {
  struct Mount {
    var parent: Entity
    /// nil where it is not a constant.
    var prefix: String?
    var call: CallReference
    /// The class of the thing whose router it is: `app.use("/users", new Users().router)`. What classes inherit the router
    /// of, each has its own.
    var owner: Entity?
  }

  private(set) var mounts: [Entity: [Mount]] = [:]
  /// `router.prefix("/users")`
  private var prefixes: [Entity: String?] = [:]

  mutating func mount(
    _ child: Entity, on parent: Entity, prefix: String?, by call: CallReference, owner: Entity? = nil
  ) {
    // Both came out of one function that makes routers, and so did others: which of them has the prefix nobody can tell.
    if child == parent {
      if prefix != "", prefix != "/" { prefixes[child] = .some(nil) }
      return
    }
    mounts[child, default: []].append(Mount(parent: parent, prefix: prefix, call: call, owner: owner))
  }

  /// Two prefixes are those of two routers that one function makes.
  mutating func prefix(_ router: Entity, _ prefix: String?) {
    if let known = prefixes[router], known != prefix { return prefixes[router] = .some(nil) }
    prefixes[router] = .some(prefix)
  }

  /// The prefix of everything on this router: that of its shortest chain of mounts. nil where it is not a constant.
  ///
  /// - Parameter owner: the class whose router it is, where that is known.
  func prefix(of router: Entity, in owner: Entity? = nil, depth: Int = 0) -> String? {
    guard let own = prefixes[router] ?? "" else { return nil }
    guard depth < 12, var entries = mounts[router] else { return own }
    if let owner, entries.contains(where: { $0.owner == owner }) { entries.removeAll { $0.owner != owner } }
    let candidates = entries.compactMap { mount -> String? in
      guard let prefix = mount.prefix, let outer = self.prefix(of: mount.parent, depth: depth + 1) else {
        return nil
      }
      return MountTable.join(outer, MountTable.join(prefix, own))
    }
    return candidates.min { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
  }

  /// Whether each way from a router to an application leads over a call as asked for; false for what is not mounted.
  func areAll(of router: Entity, _ isWanted: (CallReference) -> Bool, depth: Int = 0) -> Bool {
    guard depth < 12, let entries = mounts[router] else { return false }
    return entries.allSatisfy { isWanted($0.call) || areAll(of: $0.parent, isWanted, depth: depth + 1) }
  }

  /// `/api` and `/users` make `/api/users`; `/` adds nothing.
  static func join(_ prefix: String, _ path: String) -> String {
    if path.isEmpty || path == "/" { return prefix }
    if prefix.isEmpty || prefix == "/" { return path }
    let head = prefix.hasSuffix("/") ? String(prefix.dropLast()) : prefix
    return path.hasPrefix("/") ? head + path : head + "/" + path
  }
}
