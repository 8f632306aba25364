import Auditing
import Findings
import ProjectFacts

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A baseline, and the file it stands in.
struct BaselineFile {
  let path: String
  let baseline: Baseline
  /// Where the file is the operator's and may be anything; a project's own is never what a link leads to.
  let isNamed: Bool

  /// The baseline that the operator names, or the project's configuration; nil where neither does.
  static func find(
    _ named: String?, _ configuration: ProjectConfiguration, _ project: Project
  ) throws(UsageError) -> BaselineFile? {
    if let named {
      guard let bytes = FileBytes.read(named) else {
        throw UsageError.other("cannot read the baseline '\(named)': \(String(cString: strerror(errno)))")
      }
      return BaselineFile(path: named, baseline: try read(bytes, named), isNamed: true)
    }
    guard let configured = configuration.baseline else { return nil }
    switch project.files.bytes(of: configured, limit: ProjectFiles.lockfileSizeLimit) {
    case .success(let bytes):
      return BaselineFile(
        path: project.absolutePath(of: configured), baseline: try read(bytes, configured), isNamed: false)
    case .failure(let failure):
      throw UsageError.other(
        "cannot read the baseline '\(configured)' that nodevet.json names: \(failure.message)"
          + (failure == .missing ? "; 'nodevet baseline' writes it" : ""))
    }
  }

  private static func read(_ bytes: [UInt8], _ name: String) throws(UsageError) -> Baseline {
    do {
      return try Baseline.read(bytes)
    } catch {
      throw UsageError.other("\(name):\(error.line):1: \(error.message)")
    }
  }

  /// Writes each file without the entries that are fixed; not at all where there are none. Several audits may share one
  /// file.
  static func prune(_ outcomes: [(file: BaselineFile?, fixed: [BaselineEntry])]) throws(UsageError) {
    var gone: [String: Set<BaselineEntry>] = [:]
    for case (let file?, let fixed) in outcomes { gone[file.path, default: []].formUnion(fixed) }
    var isDone: Set<String> = []
    for case (let file?, _) in outcomes where isDone.insert(file.path).inserted {
      guard let fixed = gone[file.path], !fixed.isEmpty else { continue }
      let entries = file.baseline.entries
      try write(Baseline(entries.filter { !fixed.contains($0) }), to: file.path, isNamed: file.isNamed)
      Console.remark("nodevet: \(fixed.count) of \(entries.count) lines removed from \(file.path)\n")
    }
  }

  static func write(_ baseline: Baseline, to path: String, isNamed: Bool) throws(UsageError) {
    let bytes = Array(baseline.text.utf8)
    if isNamed ? FileBytes.write(bytes, to: path) : FileBytes.writeInProject(bytes, to: path) { return }
    let reason = errno == ELOOP ? "it is a link, which is not followed" : String(cString: strerror(errno))
    throw UsageError.other("cannot write '\(path)': \(reason)")
  }
}

extension Project {
  /// For what is written on request, never for reading.
  func absolutePath(of path: String) -> String { root == "/" ? "/\(path)" : "\(root)/\(path)" }
}
