import Checking
import DataFormats
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports images in which Node.js runs as root. The promise is on the page beside this file.
struct DockerRootUser: ProjectCheck {
  private static let needing = [
    "iptables", "wireguard", "openvpn", "nftables", "docker-ce-cli", "docker.io", "docker-cli",
  ]
  private static let rootNames: Set<String> = ["root", "0"]
  /// Programs that give up root before they start another one.
  private static let droppers: Set<String> = ["gosu", "su-exec", "setpriv", "runuser", "su", "s6-setuidgid", "chroot"]

  func run(on project: Project, reporter: inout Reporter) {
    let images = Images.of(project).files
    let rooted = images.compactMap { image in root(image).map { (image: image, place: $0.0, reason: $0.1) } }
    guard !rooted.isEmpty, !setsUserElsewhere(project) else { return }
    let composed = ComposedImages(project)
    let drivesDocker = Self.drivesDocker(project)
    for (image, place, reason) in rooted where !image.isAction && !dropsRoot(image, project) {
      let isIdle = ImagePurpose.onlyBuilds(image) && !composed.contain(image)
      let isNote =
        image.isForDevelopment || isIdle || ImagePurpose.holdsNothing(image) || drivesDocker || Self.needsRoot(image)
      reporter.report(
        at: place, in: image.path, "the image runs Node.js as root: \(reason)",
        severity: isNote ? .note : nil)
    }
  }

  /// A client of Docker among the dependencies: its socket is root's.
  private static func drivesDocker(_ project: Project) -> Bool {
    project.manifests.contains { manifest in
      ["dockerode", "docker-modem", "node-docker-api"].contains {
        manifest.dependency(named: $0)?.section.isProduction == true
      }
    }
  }

  /// What sets up network interfaces and rules of a firewall, or drives Docker by its socket, may only do so as root.
  private static func needsRoot(_ image: Images.File) -> Bool {
    image.lineage.flatMap(\.instructions).contains { instruction in
      instruction.keyword == "RUN"
        && needing.contains { instruction.text.holds($0) }
    }
  }

  /// Why the process is root's, and where that is said.
  private func root(_ image: Images.File) -> (Span, String)? {
    for stage in image.lineage {
      guard let user = stage.last("USER") else { continue }
      let name = user.text.parts(between: ":").first.map(String.init) ?? ""
      guard Self.rootNames.contains(name.filter { !"\"' ".contains($0) }) else { return nil }
      return (user.span, "\(user.keyword) \(user.text) is the last")
    }
    let base = image.base
    guard NodeImages.runsAsRoot(base) else { return nil }
    let user = NodeImages.name(base) == "node" ? ", although the image has a user named node" : ""
    return (image.final.image.span, "no USER says otherwise\(user)")
  }

  private func dropsRoot(_ image: Images.File, _ project: Project) -> Bool {
    let commands = image.lineage.flatMap { [$0.last("CMD"), $0.last("ENTRYPOINT")] }.compactMap { $0 }
    let words = commands.flatMap { $0.list ?? $0.words }.map(\.text)
    if words.contains(where: { Self.droppers.contains(RelativePath.name(of: $0)) }) { return true }
    // A script that is started may do so.
    for word in words where word.hasSuffix(".sh") {
      let name = RelativePath.name(of: word)
      for file in project.inventory.files where file.name == name {
        guard case .success(let bytes) = project.files.bytes(of: file.path, limit: 64 * 1024) else { continue }
        let text = String(decoding: bytes, as: UTF8.self)
        if text.parts(betweenAnyOf: " \t\n").contains(where: { Self.droppers.contains(String($0)) }) {
          return true
        }
      }
    }
    return false
  }

  /// `runAsNonRoot: true` of Kubernetes, `user: "1000"` of Compose.
  private func setsUserElsewhere(_ project: Project) -> Bool {
    for file in project.inventory.files where !file.isVendored {
      guard file.name.hasSuffix(".yml") || file.name.hasSuffix(".yaml"), file.size ?? 0 < 256 * 1024,
        case .success(let bytes) = project.files.bytes(of: file.path, limit: 256 * 1024)
      else { continue }
      let isCompose = file.name.holds("compose")
      for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) where Self.saysUser(line) {
        let text = String(decoding: line, as: UTF8.self).filter { !" \"'-".contains($0) }
        if text.hasPrefix("runAsNonRoot:true") { return true }
        if text.hasPrefix("runAsUser:"), !text.hasSuffix(":0") { return true }
        if isCompose, text.hasPrefix("user:"), !text.hasPrefix("user:root"), !text.hasPrefix("user:0") { return true }
      }
    }
    return false
  }

  /// Most lines do not.
  private static func saysUser(_ line: ArraySlice<UInt8>) -> Bool {
    line.withUnsafeBufferPointer { line in Self.words.contains { line.holds($0) } }
  }

  private static let words = ["runAs", "user"].map { Array($0.utf8) }
}
