import Foundation
package import Testing

/// Golden files: whole outputs kept in `TestFixtures/`, reviewed as differences.
package enum Snapshot {
  /// The one way to accept: `NODEVET_ACCEPT=1 swift test` writes what came out over what was expected.
  package static var isAccepting: Bool { ProcessInfo.processInfo.environment["NODEVET_ACCEPT"] == "1" }

  /// Expects `actual` to be the golden file at `path`, relative to `TestFixtures/`.
  package static func expect(
    _ actual: String, matches path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let url = URL(fileURLWithPath: Fixture.path(path))
    guard let data = try? Data(contentsOf: url) else {
      if isAccepting { return accept(actual, at: url, sourceLocation) }
      Issue.record("TestFixtures/\(path) does not exist; NODEVET_ACCEPT=1 writes it", sourceLocation: sourceLocation)
      return
    }
    let expected = String(decoding: data, as: UTF8.self)
    guard actual != expected else { return }
    if isAccepting { return accept(actual, at: url, sourceLocation) }
    assertText(actual, equals: expected, "TestFixtures/\(path)", sourceLocation: sourceLocation)
  }

  private static func accept(_ actual: String, at url: URL, _ sourceLocation: SourceLocation) {
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: url)
    } catch {
      Issue.record("cannot write \(url.path): \(error)", sourceLocation: sourceLocation)
    }
  }
}
