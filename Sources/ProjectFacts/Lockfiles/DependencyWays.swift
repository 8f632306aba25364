extension Lockfile {
  /// The shortest chain of packages from a direct dependency of the package in this folder to one of this name: first what
  /// the manifest asks for, last the package itself. Nil where none leads there.
  ///
  /// - Parameter includingDevelopment: whether development dependencies count, too.
  package func shortestWay(
    to name: String, fromImporter directory: String, includingDevelopment: Bool = true
  ) -> [Int]? {
    way(fromImporter: directory, includingDevelopment: includingDevelopment) { packages[$0].name == name }
  }

  /// For each package that the one in this folder needs in production, the direct dependency at the head of the shortest
  /// chain to it; a direct dependency leads to itself. Cost: one pass over the graph.
  ///
  /// - Parameters:
  ///   - without: direct dependencies that are not asked for.
  ///   - skipping: packages that are not there, nor what only they lead to.
  package func carriers(
    fromImporter directory: String, without: Set<String> = [], skipping: Set<Int> = []
  ) -> [Int: Int] {
    var carriers: [Int: Int] = [:]
    var queue: [Int] = []
    for dependency in importer(inDirectory: directory)?.dependencies ?? []
    where dependency.section != .devDependencies && !without.contains(dependency.name) {
      guard let package = dependency.package, !skipping.contains(package),
        carriers.updateValue(package, forKey: package) == nil
      else { continue }
      queue.append(package)
    }
    var next = 0
    while next < queue.count {
      let package = queue[next]
      next += 1
      for target in needs(of: package) where carriers[target] == nil && !skipping.contains(target) {
        carriers[target] = carriers[package]
        queue.append(target)
      }
    }
    return carriers
  }

  private func way(
    fromImporter directory: String, includingDevelopment: Bool, to isWanted: (Int) -> Bool
  ) -> [Int]? {
    guard let importer = importer(inDirectory: directory) else { return nil }
    var previous: [Int: Int] = [:]
    var queue: [Int] = []
    for dependency in importer.dependencies where includingDevelopment || dependency.section != .devDependencies {
      if let package = dependency.package, previous[package] == nil {
        previous[package] = -1
        queue.append(package)
      }
    }
    var next = 0
    while next < queue.count {
      let package = queue[next]
      next += 1
      if isWanted(package) { return way(to: package, previous) }
      for target in needs(of: package) where previous[target] == nil {
        previous[target] = package
        queue.append(target)
      }
    }
    return nil
  }

  private func way(to package: Int, _ previous: [Int: Int]) -> [Int] {
    var way: [Int] = []
    var current = package
    while current >= 0 {
      way.append(current)
      current = previous[current] ?? -1
    }
    return way.reversed()
  }
}
