import Foundation

/// Files under `TestFixtures/`, found from where this file stands, wherever the tests are run.
package enum Fixture {
  /// Absolute path of the package.
  package static let packageFolder: String = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path
  }()

  package static var folder: String { packageFolder + "/TestFixtures" }

  /// Absolute path of a fixture: `path("projects/express-shop")`.
  package static func path(_ relative: String) -> String { folder + "/" + relative }

  package static func exists(_ relative: String) -> Bool { FileManager.default.fileExists(atPath: path(relative)) }

  package static func bytes(_ relative: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path(relative))))
  }

  package static func text(_ relative: String) throws -> String { String(decoding: try bytes(relative), as: UTF8.self) }

  /// Names of what a folder holds, sorted; hidden entries left out.
  package static func names(in relative: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(relative)).filter { !$0.hasPrefix(".") }.sorted()
  }
}
