import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports uploads that are kept in memory. The promise is on the page beside this file.
struct BufferedUpload: SurveyCheck {
  /// Below this an upload in memory is common sense.
  private static let tolerated = 10 * ByteSize.mebibyte
  private static let excessive = 100 * ByteSize.mebibyte

  let interests = UploadSurvey.interests

  func survey(_ file: FileContext, nodes: FileNodes) -> [UploadNote] { UploadSurvey.notes(file, nodes) }

  func run(
    on surveyed: [SurveyedFile<UploadNote>], program: Program, project: Project, reporter: inout Reporter
  ) {
    guard program.hasServer else { return }
    let receivers = UploadReceivers(surveyed, program)
    var proxy: String??
    // One for a file: whoever writes the same call for each of its routes will mend them together.
    var said: [Said: Int] = [:]
    var items: [Item] = []
    for found in receivers.found {
      guard case .memory = found.receiver.destination, let limit = found.limit, limit >= Self.tolerated else {
        continue
      }
      var severity: Severity = limit >= Self.excessive ? .error : .warning
      var message = "\(found.receiver.name) keeps uploaded files in memory"
      message += limit.isFinite ? ", up to \(ByteSize.words(limit)) each" : ", whatever their size"
      if severity == .error {
        let known = proxy ?? ProxyLimits.path(in: project)
        proxy = .some(known)
        if known != nil { severity = .warning }
      }
      if !limit.isFinite { message += ": \(found.receiver.limitName) is not set" }
      let key = Said(file: found.file, message: message)
      if let index = said[key] {
        items[index].others.append(found.receiver.place)
      } else {
        said[key] = items.count
        items.append(Item(found: found, message: message, severity: severity))
      }
    }
    for item in items { report(item, program, &reporter) }
  }

  private struct Said: Hashable {
    var file: FileIndex
    var message: String
  }

  private struct Item {
    var found: UploadReceivers.Found
    var message: String
    var severity: Severity
    /// Where the file says the same again.
    var others: [Span] = []
  }

  private func report(_ item: Item, _ program: Program, _ reporter: inout Reporter) {
    let path = program[item.found.file].path
    let function = FunctionReference(file: item.found.file, function: item.found.receiver.function)
    let count = item.others.count
    let more = count == 0 ? "" : count == 1 ? "; once more in this file" : "; \(count) times more in this file"
    reporter.report(
      at: item.found.receiver.place, in: path, item.message + more, severity: item.severity,
      evidence: item.others.prefix(20).map { EvidenceStep(path: path, span: $0, message: "and here") },
      enclosing: program.qualifiedName(of: function))
  }
}
