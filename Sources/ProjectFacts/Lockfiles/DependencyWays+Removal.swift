extension Lockfile {
  /// What is installed for the package in this folder, the project's own packages left out; nil where the lockfile does not
  /// know the folder.
  ///
  /// - Parameters:
  ///   - without: direct dependencies that are not asked for.
  ///   - skipping: packages that are not there, nor what only they lead to.
  package func installed(
    for directory: String, includingDevelopment: Bool, without: Set<String> = [], skipping: Set<Int> = []
  ) -> Set<Int>? {
    guard let importer = importer(inDirectory: directory) else { return nil }
    var seen: Set<Int> = []
    var queue: [Int] = []
    for dependency in importer.dependencies where includingDevelopment || dependency.section != .devDependencies {
      guard let package = dependency.package, !without.contains(dependency.name), !skipping.contains(package),
        seen.insert(package).inserted
      else { continue }
      queue.append(package)
    }
    while let package = queue.popLast() {
      for target in needs(of: package) where !skipping.contains(target) && seen.insert(target).inserted {
        queue.append(target)
      }
    }
    return seen.filter { !packages[$0].isLocal }
  }

  /// The direct dependencies that lead to one of these packages, each with its shortest ways there. Cost: one walk for each
  /// direct dependency, and after fifty million steps no more.
  package func carriers(
    of targets: Set<Int>, for directory: String, includingDevelopment: Bool
  ) -> [(dependency: LockfileImporter.Dependency, ways: [[Int]])] {
    guard let importer = importer(inDirectory: directory) else { return [] }
    var carriers: [(LockfileImporter.Dependency, [[Int]])] = []
    var steps = 0
    for dependency in importer.dependencies where includingDevelopment || dependency.section != .devDependencies {
      guard let root = dependency.package, steps < 50_000_000 else { continue }
      var previous = [root: -1]
      var queue = [root]
      var next = 0
      while next < queue.count {
        let needs = needs(of: queue[next])
        steps += needs.count + 1
        for target in needs where previous[target] == nil {
          previous[target] = queue[next]
          queue.append(target)
        }
        next += 1
      }
      let ways = targets.sorted().compactMap { target -> [Int]? in
        guard previous[target] != nil else { return nil }
        var way: [Int] = []
        var current = target
        while current >= 0 {
          way.append(current)
          current = previous[current] ?? -1
        }
        return way.reversed()
      }
      if !ways.isEmpty { carriers.append((dependency, ways)) }
    }
    return carriers
  }
}
