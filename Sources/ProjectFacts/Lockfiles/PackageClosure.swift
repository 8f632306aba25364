/// Everything one of the project's packages installs in production, and what each of its direct dependencies brings.
package struct PackageClosure: Sendable {
  package struct DirectDependency: Sendable {
    package let name: String
    /// Index into the lockfile's packages.
    package let package: Int
    /// Packages that would go with it, itself included: those nothing else leads to. 0 where another needs it anyway.
    package let exclusiveCount: Int
    /// All packages it leads to, itself included.
    package let totalCount: Int
  }

  /// Indices into the lockfile's packages, ascending; the project's own packages are not among them.
  package let packages: [Int]
  /// In the order of the manifest's sections.
  package let directDependencies: [DirectDependency]

  /// Number of installed packages; one at two places or in two versions counts twice.
  package var count: Int { packages.count }

  /// The direct dependencies that bring most, heaviest first; of equals the one earlier in the alphabet.
  package var heaviest: [DirectDependency] {
    directDependencies.sorted {
      ($0.exclusiveCount, $0.totalCount) != ($1.exclusiveCount, $1.totalCount)
        ? ($0.exclusiveCount, $0.totalCount) > ($1.exclusiveCount, $1.totalCount) : $0.name < $1.name
    }
  }
}

extension Lockfile {
  /// Work bound for counting totals: visits over all direct dependencies together.
  private static let visitLimit = 200_000_000

  /// What the package in this folder installs in production; nil where the lockfile does not know the folder.
  ///
  /// - Parameter excluding: direct dependencies left out of the walk, such as a front end's.
  package func productionClosure(
    ofImporter directory: String, excluding excluded: Set<String> = []
  ) -> PackageClosure? {
    closure(ofImporter: directory, excluding: excluded, includingDevelopment: false)
  }

  /// The same with what only development needs, if wanted.
  package func closure(
    ofImporter directory: String, excluding excluded: Set<String> = [], includingDevelopment: Bool
  ) -> PackageClosure? {
    guard let importer = importer(inDirectory: directory) else { return nil }
    var roots: [(name: String, package: Int)] = []
    var names: Set<String> = []
    for dependency in importer.dependencies where includingDevelopment || dependency.section != .devDependencies {
      guard let package = dependency.package, !excluded.contains(dependency.name) else { continue }
      if names.insert(dependency.name).inserted { roots.append((dependency.name, package)) }
    }
    var reach = Reach(count: packages.count)
    let closure = reach.walk(from: roots.map(\.package), in: self).filter { !packages[$0].isLocal }
    let exclusive = DominatorTree(of: self, roots: roots.map(\.package)).weightsOfRoots()
    let totals = totalCounts(of: roots.map(\.package), closureSize: closure.count)
    return PackageClosure(
      packages: closure.sorted(),
      directDependencies: roots.enumerated().map { place, root in
        PackageClosure.DirectDependency(
          name: root.name, package: root.package, exclusiveCount: exclusive[place],
          totalCount: totals[place] ?? exclusive[place])
      })
  }

  private func totalCounts(of roots: [Int], closureSize: Int) -> [Int?] {
    var reach = Reach(count: packages.count)
    return roots.map { root in
      guard reach.visits < Self.visitLimit else { return nil }
      return reach.walk(from: [root], in: self).count { !packages[$0].isLocal }
    }
  }
}

/// Breadth-first walks over one graph, sharing their marks.
private struct Reach {
  private var marks: [UInt32]
  private var generation: UInt32 = 0
  private(set) var visits = 0

  init(count: Int) { marks = [UInt32](repeating: 0, count: count) }

  mutating func walk(from roots: [Int], in lockfile: Lockfile) -> [Int] {
    generation += 1
    var queue: [Int] = []
    for root in roots where marks[root] != generation {
      marks[root] = generation
      queue.append(root)
    }
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      for edge in Int(lockfile.edgeStarts[node])..<Int(lockfile.edgeStarts[node + 1]) {
        visits += 1
        let target = Int(lockfile.edgeTargets[edge])
        if marks[target] != generation {
          marks[target] = generation
          queue.append(target)
        }
      }
    }
    return queue
  }
}
