import Semantics

/// Which router is mounted on which, and under what prefix.
struct MountTable {
  private struct Mount {
    var parent: Entity
    /// nil where it is not a constant.
    var prefix: String?
  }

  private var mounts: [Entity: [Mount]] = [:]

  mutating func mount(_ child: Entity, on parent: Entity, prefix: String?) {
    if child == parent { return }
    mounts[child, default: []].append(Mount(parent: parent, prefix: prefix))
  }

  /// The prefix of everything on this router: that of its shortest chain of mounts. nil where it is not a constant.
  func prefix(of router: Entity, depth: Int = 0) -> String? {
    guard depth < 12, let entries = mounts[router] else { return "" }
    let candidates = entries.compactMap { mount -> String? in
      guard let prefix = mount.prefix, let outer = self.prefix(of: mount.parent, depth: depth + 1) else { return nil }
      return MountTable.join(outer, prefix)
    }
    return candidates.min { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
  }

  /// `/api` and `/users` make `/api/users`; `/` adds nothing.
  static func join(_ prefix: String, _ path: String) -> String {
    if path.isEmpty || path == "/" { return prefix }
    if prefix.isEmpty || prefix == "/" { return path }
    let head = prefix.hasSuffix("/") ? String(prefix.dropLast()) : prefix
    return path.hasPrefix("/") ? head + path : head + "/" + path
  }
}
