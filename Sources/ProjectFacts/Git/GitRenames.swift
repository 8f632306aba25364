/// Finds files that moved among those that are gone and those that are new.
///
/// Equal contents decide first, between several the one with the same name. Then contents of which at least half is the
/// same, as git has it: `git diff -M50%`. Both steps are bounded; beyond the bounds a move is a file gone and one new.
struct GitRenames {
  let repository: GitRepository
  /// Files larger than this are compared by their hash only.
  private static let sizeLimit = 1 << 20
  /// More pairs are not compared.
  private static let pairLimit = 40_000
  private static let enough = 0.5

  func pair(_ changes: [GitChange]) -> [GitChange] {
    var kept = changes.filter { $0.old != nil && $0.new != nil }
    var gone = changes.filter { $0.new == nil }.compactMap(\.old).filter(\.mode.isRegular)
    var added = changes.filter { $0.old == nil }.compactMap(\.new).filter(\.mode.isRegular)
    kept += changes.filter { ($0.old ?? $0.new)?.mode.isRegular == false && ($0.old == nil || $0.new == nil) }
    gone.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    added.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    pairEqual(&gone, &added, &kept)
    pairSimilar(&gone, &added, &kept)
    kept += gone.map { GitChange(old: $0, new: nil) }
    kept += added.map { GitChange(old: nil, new: $0) }
    return kept
  }

  private func pairEqual(
    _ gone: inout [GitChange.File], _ added: inout [GitChange.File], _ kept: inout [GitChange]
  ) {
    var sources = Dictionary(grouping: gone, by: \.id)
    var left: [GitChange.File] = []
    for file in added {
      guard var candidates = sources[file.id], !candidates.isEmpty else {
        left.append(file)
        continue
      }
      let name = RelativePath.name(of: file.path)
      let place = candidates.firstIndex { RelativePath.name(of: $0.path) == name } ?? 0
      kept.append(GitChange(old: candidates.remove(at: place), new: file))
      sources[file.id] = candidates
    }
    added = left
    gone = gone.filter { file in sources[file.id]?.contains(file) == true }
  }

  private func pairSimilar(
    _ gone: inout [GitChange.File], _ added: inout [GitChange.File], _ kept: inout [GitChange]
  ) {
    guard !gone.isEmpty, !added.isEmpty, gone.count * added.count <= Self.pairLimit else { return }
    let sources = gone.map(sketch)
    var scores: [(score: Double, sameName: Bool, source: Int, target: Int)] = []
    for (target, file) in added.enumerated() {
      guard let new = sketch(file) else { continue }
      let name = RelativePath.name(of: file.path)
      for (source, old) in sources.enumerated() {
        guard let old else { continue }
        let score = old.similarity(to: new)
        guard score >= Self.enough else { continue }
        scores.append((score, RelativePath.name(of: gone[source].path) == name, source, target))
      }
    }
    scores.sort { left, right in
      if left.score != right.score { return left.score > right.score }
      if left.sameName != right.sameName { return left.sameName }
      return (left.target, left.source) < (right.target, right.source)
    }
    var usedSources: Set<Int> = []
    var usedTargets: Set<Int> = []
    for pair in scores where !usedSources.contains(pair.source) && !usedTargets.contains(pair.target) {
      usedSources.insert(pair.source)
      usedTargets.insert(pair.target)
      kept.append(GitChange(old: gone[pair.source], new: added[pair.target]))
    }
    gone = gone.indices.filter { !usedSources.contains($0) }.map { gone[$0] }
    added = added.indices.filter { !usedTargets.contains($0) }.map { added[$0] }
  }

  private func sketch(_ file: GitChange.File) -> Sketch? {
    (try? repository.blob(file.id, limit: Self.sizeLimit)).map(Sketch.init)
  }

  /// How many bytes of a file lie in lines of each kind.
  private struct Sketch {
    private var bytesByLine: [UInt64: Int] = [:]
    private var size = 0

    init(_ bytes: [UInt8]) {
      size = bytes.count
      for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: true) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in line { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        bytesByLine[hash, default: 0] += line.count + 1
      }
    }

    /// The share of the larger file that the smaller one has as well.
    func similarity(to other: Sketch) -> Double {
      let larger = max(size, other.size)
      guard larger > 0, min(size, other.size) * 2 >= larger else { return 0 }
      var shared = 0
      for (line, count) in bytesByLine { shared += min(count, other.bytesByLine[line] ?? 0) }
      return min(1, Double(shared) / Double(larger))
    }
  }
}
