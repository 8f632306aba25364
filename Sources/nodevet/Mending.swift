import Auditing
import ProjectFacts
import Reporting

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What is done with fixes: `--fix` writes them, `--diff` prints them.
struct Mending {
  let allowsUnsafe: Bool
  let writes: Bool

  init?(_ reader: ArgumentReader) {
    allowsUnsafe = reader.has("--fix-unsafe")
    writes = !reader.has("--diff")
    guard allowsUnsafe || reader.has("--fix") || !writes else { return nil }
  }

  /// - Parameter accepted: how many findings a baseline keeps from being told, and mended.
  func carryOut(_ plan: FixPlan, in project: Project, accepted: Int) throws(UsageError) {
    for file in plan.files {
      if writes {
        let path = project.absolutePath(of: file.path)
        let done = file.old == nil ? FileBytes.create(file.new, at: path) : FileBytes.replace(path, by: file.new)
        if !done { throw UsageError.other("cannot write '\(path)': \(String(cString: strerror(errno)))") }
      } else {
        Console.write(PatchText.bytes(path: file.path, old: file.old, new: file.new))
      }
    }
    Console.remark(summary(of: plan, accepted: accepted))
  }

  private func summary(of plan: FixPlan, accepted: Int) -> String {
    func count(_ number: Int, _ noun: String) -> String { number == 1 ? "1 \(noun)" : "\(number) \(noun)s" }
    var parts = [
      "\(count(plan.mended, "finding")) \(writes ? "mended" : "could be mended") in \(count(plan.files.count, "file"))"
    ]
    if plan.leftUnsafe > 0 { parts.append("\(plan.leftUnsafe) more with --fix-unsafe") }
    if plan.postponed > 0 { parts.append("\(plan.postponed) left for another run") }
    if plan.refused > 0 { parts.append("\(plan.refused) left to people: the fix would not have been whole") }
    if accepted > 0 { parts.append("what the baseline accepts is left alone") }
    return "nodevet: " + parts.joined(separator: "; ") + "\n"
  }
}
