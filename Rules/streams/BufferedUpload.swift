import Checking
import Findings
import ProgramGraph
import ProjectFacts

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
      let function = FunctionReference(file: found.file, function: found.receiver.function)
      reporter.report(
        at: found.receiver.place, in: program[found.file].path, message, severity: severity,
        enclosing: program.qualifiedName(of: function))
    }
  }
}
