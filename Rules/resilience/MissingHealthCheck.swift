import Checking
import Findings
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports services in containers that nobody can ask how they are. The promise is on the page beside this file.
struct MissingHealthCheck: ProgramCheck {
  private static let fewestRoutes = 3
  private static let packages: [String] = [
    "@godaddy/terminus", "lightship", "@nestjs/terminus", "fastify-healthcheck", "@fastify/under-pressure",
    "under-pressure", "express-healthcheck", "express-actuator", "@cloudnative/health-connect", "grpc-health-check",
    "express-health-check",
  ]
  private static let words: [String] = [
    "health", "livez", "readyz", "liveness", "readiness", "ping", "status", "alive",
  ]

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let containers = project.containerFiles()
    guard let first = containers.first else { return }
    let services = program.deployedServices(in: project)
    guard !services.isEmpty else { return }
    let routes = program.handlers.filter { $0.phase == .request && $0.kind == .route }
    guard Set(routes.map(\.site)).count >= Self.fewestRoutes, !routes.contains(where: isHealth) else { return }
    let isChecked = containers.contains { file in
      let text = project.text(of: file).lowercased()
      return ["healthcheck", "livenessprobe", "readinessprobe"].contains { text.holds($0) }
    }
    guard !isChecked else { return }
    for service in services where !Self.packages.contains(where: { service.manifest.dependency(named: $0) != nil }) {
      let file = program[service.listen.call.file]
      let site = file[service.listen.call.call]
      reporter.report(
        at: site.calleeSpan, in: file.path,
        "\(first.name) runs this server, and no route or check tells whether it is well",
        enclosing: program.qualifiedName(
          of: FunctionReference(file: service.listen.call.file, function: site.function)))
    }
  }

  private func isHealth(_ handler: RequestHandler) -> Bool {
    guard let path = handler.path?.lowercased() else { return false }
    return Self.words.contains { path.holds($0) }
  }
}
