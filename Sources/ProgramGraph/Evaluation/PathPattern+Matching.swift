import Semantics

extension PathPattern {
  /// The files that a pattern names, but for one.
  ///
  /// - Parameter crossing: whether `*` stands for folders as well.
  func matches(_ pattern: String, crossing: Bool, not own: FileIndex) -> [FileIndex] {
    var found: [FileIndex] = []
    let wanted = Array(pattern.utf8)
    let beginning = wanted.prefix { $0 != 0x2A }
    for (index, model) in evaluator.files.enumerated() where index != own.index {
      let path = model.path
      guard path.utf8.starts(with: beginning) else { continue }
      let stem = PathText.withoutExtension(path)
      let folder = stem.hasSuffix("/index") ? String(stem.dropLast(6)) : stem
      if [path, stem, folder].contains(where: { Self.matches(Array($0.utf8), wanted, crossing) }) {
        found.append(FileIndex(index))
        if found.count >= Evaluator.fanOut { break }
      }
    }
    return found
  }

  /// Linear in the product of the lengths: one place to go back to.
  private static func matches(_ text: [UInt8], _ pattern: [UInt8], _ crossing: Bool) -> Bool {
    var (at, next) = (0, 0)
    var back: (pattern: Int, text: Int)?
    while at < text.count {
      if next < pattern.count, pattern[next] == 0x2A {
        back = (next, at)
        next += 1
      } else if next < pattern.count, pattern[next] == text[at] {
        next += 1
        at += 1
      } else if let known = back, crossing || text[known.text] != 0x2F {
        back = (known.pattern, known.text + 1)
        at = known.text + 1
        next = known.pattern + 1
      } else {
        return false
      }
    }
    return pattern[next...].allSatisfy { $0 == 0x2A }
  }
}
