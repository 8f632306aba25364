import ProgramGraph
import ProjectFacts
import SourceText

/// The services of a project that run as processes of their own: where each begins to listen, by its package.
struct DeployedService {
  var listen: Program.ExternalCall
  var manifest: PackageManifest
}

extension Program {
  /// One for each package of an application. Frameworks and platforms that start and stop the process themselves are
  /// left out.
  func deployedServices(in project: Project) -> [DeployedService] {
    var seen: Set<String> = []
    return listeningCalls().compactMap { call in
      guard let manifest = project.manifest(governing: self[call.call.file].path) else { return nil }
      let role = project.role(of: manifest).kind
      guard role == .application || role == .workspaceRoot, seen.insert(manifest.path).inserted,
        !Self.platforms.contains(where: { manifest.dependency(named: $0) != nil })
      else { return nil }
      return DeployedService(listen: call, manifest: manifest)
    }
  }

  private static var platforms: [String] {
    [
      "next", "nuxt", "meteor", "firebase-functions", "serverless", "serverless-http", "@vendia/serverless-express",
      "aws-serverless-express", "electron", "@google-cloud/functions-framework",
    ]
  }
}

extension Project {
  /// Files that say how the service is run in containers, in byte order of paths.
  func containerFiles() -> [InventoryFile] {
    inventory.files.filter { file in
      guard !file.isVendored else { return false }
      let name = file.name.lowercased()
      if name.hasPrefix("dockerfile") || name.hasSuffix(".dockerfile") { return true }
      guard name.hasSuffix(".yml") || name.hasSuffix(".yaml") else { return false }
      if name.holds("compose") { return true }
      let folders = RelativePath.segments(of: file.path.lowercased()).dropLast()
      return folders.contains { ["k8s", "kubernetes", "helm", "charts", "manifests"].contains($0) }
    }
  }

  func text(of file: InventoryFile) -> String {
    guard case .success(let bytes) = files.bytes(of: file.path, limit: 1 << 18) else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }
}
