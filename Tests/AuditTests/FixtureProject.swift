import Auditing
import Findings
import Foundation
import ProjectFacts
import TestSupport

/// A project under `TestFixtures/projects`, audited as files in memory: no report depends on where this repository stands.
struct FixtureProject {
  let name: String
  /// Paths relative to the project's folder, in byte order; hidden files included.
  let files: [(path: String, bytes: [UInt8])]

  /// Names of all fixture projects, sorted.
  static let names: [String] =
    (try? Fixture.names(in: "projects").filter { isFolder(Fixture.path("projects/\($0)")) }) ?? []

  init(_ name: String) throws {
    self.name = name
    let folder = Fixture.path("projects/\(name)")
    let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    files = try paths.filter { !Self.isFolder("\(folder)/\($0)") }.sorted().map { path in
      (path, Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(path)"))))
    }
  }

  /// The report of a run over the files in the given order.
  func audit(threads: Int = 1, order: ([Int]) -> [Int] = { $0 }) -> AuditReport {
    let listed = order(Array(files.indices)).map { files[$0] }
    return Audit(
      project: Project(inMemory: listed), rules: RuleSelection(),
      options: AuditOptions(subject: name, threads: threads)
    ).run()
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}
