import Checking
import Findings
import ProgramGraph
import ProjectFacts

/// Reports uploads to disk that nothing limits. The promise is on the page beside this file.
struct UploadWithoutLimits: SurveyCheck {
  let interests = UploadSurvey.interests

  func survey(_ file: FileContext, nodes: FileNodes) -> [UploadNote] { UploadSurvey.notes(file, nodes) }

  func run(
    on surveyed: [SurveyedFile<UploadNote>], program: Program, project: Project, reporter: inout Reporter
  ) {
    guard program.hasServer else { return }
    let receivers = UploadReceivers(surveyed, program)
    var proxy: String??
    for found in receivers.found {
      let receiver = found.receiver
      var severity: Severity
      var message: String
      switch receiver.destination {
      case .memory, .unknown: continue
      case .disk, .stream:
        if let folder = receiver.folder, receivers.isServed(folder), !receiver.isFiltered, receiver.keepsName {
          severity = receiver.namesAreRandom ? .warning : .error
          message = "\(receiver.name) puts files of any kind into \(folder), which is served to everybody"
        } else {
          guard let limit = found.limit, !limit.isFinite else { continue }
          severity = .warning
          message = "\(receiver.name) accepts files of any size: \(receiver.limitName) is not set"
          let known = proxy ?? ProxyLimits.path(in: project)
          proxy = .some(known)
          if let known {
            severity = .note
            message += "; only \(known) limits requests"
          }
        }
      }
      let function = FunctionReference(file: found.file, function: receiver.function)
      reporter.report(
        at: receiver.place, in: program[found.file].path, message, severity: severity,
        enclosing: program.qualifiedName(of: function))
    }
  }
}
