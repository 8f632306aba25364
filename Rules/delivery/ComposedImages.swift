import DataFormats
import ProjectFacts
import SourceText

/// Folders that services of Compose are built from.
struct ComposedImages {
  private var folders: Set<String> = []
  private static let sizeLimit = 256 * 1024

  init(_ project: Project) {
    for file in project.inventory.files where !file.isVendored && file.name.holds("compose") {
      guard file.name.hasSuffix(".yml") || file.name.hasSuffix(".yaml"),
        case .success(let bytes) = project.files.bytes(of: file.path, limit: Self.sizeLimit),
        let services = YAMLSubset.parse(bytes).root?["services"]
      else { continue }
      for service in services.entries {
        // `build: ./web`, `build: { context: . , dockerfile: web/Dockerfile }`
        guard let build = service.value["build"], let context = build.string ?? build["context"]?.string,
          let folder = RelativePath.resolve(context, from: file.directory)
        else { continue }
        let named = build["dockerfile"]?.string.flatMap { RelativePath.resolve($0, from: folder) }
        folders.insert(named.map(RelativePath.directory(of:)) ?? folder)
      }
    }
  }

  func contain(_ image: Images.File) -> Bool { folders.contains(image.directory) }
}
