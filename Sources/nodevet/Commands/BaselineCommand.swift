import Auditing
import Findings
import ProjectFacts

/// `nodevet baseline [PATH]`: accepts all that an audit finds today.
struct BaselineCommand {
  static let flags: [ArgumentReader.Flag] =
    [
      .init(
        name: "--output", value: "FILE", help: "where to write; else what nodevet.json names, or nodevet-baseline.txt")
    ]
    + AuditRequest.flags

  private let request: AuditRequest
  private let output: String?

  init(_ arguments: [String]) throws(UsageError) {
    let reader = try ArgumentReader(arguments, flags: Self.flags)
    request = try AuditRequest(reader)
    output = reader.value("--output")
    if request.paths.count > 1 { throw UsageError.other("a baseline is of one project; name one path") }
  }

  func run() throws(UsageError) -> ExitCode {
    let path = request.paths[0]
    let project = try request.project(at: path)
    let configuration = try request.configuration(of: project)
    var options = request.options(configuration, subject: path)
    options.isLastOfProcess = true
    let report = Audit(project: project, rules: try request.selection(configuration), options: options).run()
    let name = RelativePath.join(project.auditedFolder, Baseline.fileName)
    let own = configuration.baseline ?? name
    if output == nil, project.files.isBehindLink(own) {
      throw UsageError.other("cannot write '\(own)': a folder on the way to it is a link, which is not followed")
    }
    let baseline = Baseline(accepting: report.findings)
    try BaselineFile.write(baseline, to: output ?? project.absolutePath(of: own), isNamed: output != nil)
    let count = baseline.entries.count
    Console.write(
      "\(count == 1 ? "1 finding" : "\(count) findings") accepted in \(output ?? own)\n")
    // Only a file that is named is read: say how, where it is not.
    if output == nil, configuration.baseline == nil {
      Console.write("Name it in nodevet.json: \"baseline\": \"\(Baseline.fileName)\"\n")
    }
    if !report.coverage.gaps.isEmpty {
      Console.complain("some files could not be examined: what is in them is not accepted")
    }
    return .clean
  }
}
