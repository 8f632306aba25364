import Checking
import DataFormats
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
        !Self.platforms.contains(where: { manifest.dependency(named: $0) != nil }),
        !project.isDeployedAsFunction(manifest)
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
  /// Files that say how the service is run in containers, in byte order of paths. What only development starts, and what
  /// only starts databases and the like, is none of them.
  func containerFiles() -> [InventoryFile] {
    let images = Images.of(self).files
    let forDevelopment = Set(images.filter(\.isForDevelopment).map(\.path))
    let dockerfiles = inventory.files.filter { !$0.isVendored && FileKind.isDockerfile($0.name) }
    let isDeveloped = !dockerfiles.isEmpty && dockerfiles.allSatisfy { forDevelopment.contains($0.path) }
    return inventory.files.filter { file in
      guard !file.isVendored else { return false }
      let name = file.name.lowercased()
      if FileKind.isDockerfile(file.name) {
        return !forDevelopment.contains(file.path) && !standsOnInfrastructure(file)
      }
      guard name.hasSuffix(".yml") || name.hasSuffix(".yaml") else { return false }
      if name.holds("compose") { return runsService(file, buildsCount: !isDeveloped) }
      let folders = RelativePath.segments(of: file.path.lowercased()).dropLast()
      return folders.contains { ["k8s", "kubernetes", "helm", "charts", "manifests"].contains($0) }
    }
  }

  /// `FROM postgres:16` with tables to begin with; and what neither holds a file of the project nor starts anything, as
  /// a box for the code of others does.
  private func standsOnInfrastructure(_ file: InventoryFile) -> Bool {
    guard case .success(let bytes) = files.bytes(of: file.path, limit: 1 << 18) else { return false }
    let dockerfile = DockerfileParser.parse(bytes)
    let instructions = dockerfile.stages.flatMap(\.instructions)
    let holding = ["COPY", "ADD", "CMD", "ENTRYPOINT"]
    if !instructions.isEmpty,
      !instructions.contains(where: { instruction in
        holding.contains(instruction.keyword) || ["git ", "curl ", "wget "].contains { instruction.text.holds($0) }
      })
    {
      return true
    }
    let image = dockerfile.finalStage.flatMap { dockerfile.image(of: $0) }
    return image.map { ServiceImages.isInfrastructure($0.repository) } ?? false
  }

  /// Whether Vercel runs the package's server as a function, and nothing else says how to run it. Source: Vercel's
  /// documentation of vercel.json, 2026.
  fileprivate func isDeployedAsFunction(_ manifest: PackageManifest) -> Bool {
    let isRun = inventory.files.contains { file in
      !file.isVendored
        && (["procfile", "fly.toml", "render.yaml", "app.yaml", "captain-definition", "railway.json", "railway.toml"]
          .contains(file.name.lowercased()) || file.name.hasPrefix("ecosystem.config"))
    }
    guard !isRun, containerFiles().isEmpty else { return false }
    return ["vercel.json", "now.json"].contains { name in
      guard case .success(let bytes) = files.bytes(of: RelativePath.join(manifest.directory, name), limit: 1 << 18),
        let root = JSONParser.parse(bytes, dialect: .withComments).root
      else { return false }
      let builders = (root["builds"].map { Array($0.elements) } ?? []).compactMap { $0["use"]?.string }
      let targets = ["routes", "rewrites"].flatMap { key in
        (root[key].map { Array($0.elements) } ?? []).compactMap { ($0["dest"] ?? $0["destination"])?.string }
      }
      return builders.contains { $0.hasPrefix("@vercel/node") || $0.hasPrefix("@now/node") || $0.hasPrefix("now-node") }
        || root["functions"] != nil
        || targets.contains { target in
          target.hasPrefix("/api") || target.hasPrefix("api/")
            || [".js", ".ts", ".mjs"].contains { target.hasSuffix($0) }
        }
    }
  }

  /// Whether a Compose file starts something besides databases, brokers and their tools.
  private func runsService(_ file: InventoryFile, buildsCount: Bool) -> Bool {
    guard case .success(let bytes) = files.bytes(of: file.path, limit: 1 << 18) else { return true }
    let root = YAMLSubset.parse(bytes).root
    let services = (root?["services"] ?? root)?.entries.filter { !$0.value.entries.isEmpty } ?? []
    if services.isEmpty { return true }
    return services.contains { service in
      if service.value["build"] != nil { return buildsCount }
      guard let image = service.value["image"]?.string else { return service.value["extends"] != nil }
      return !ServiceImages.isInfrastructure(image)
    }
  }

  func text(of file: InventoryFile) -> String {
    guard case .success(let bytes) = files.bytes(of: file.path, limit: 1 << 18) else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Images of what a service needs and is not itself. Gathered from the official images of Docker Hub and from what Compose
/// files of public repositories name most, 2026-11.
private enum ServiceImages {
  private static let names = [
    "postgres", "postgis", "pgvector", "timescaledb", "pgadmin", "pgbouncer", "mysql", "mariadb", "percona",
    "phpmyadmin",
    "adminer", "mongo", "redis", "valkey", "keydb", "dragonfly", "memcached", "rabbitmq", "kafka", "zookeeper",
    "redpanda", "schema-registry", "nats", "activemq", "artemis", "mosquitto", "emqx", "pulsar", "elasticsearch",
    "opensearch", "kibana", "logstash", "filebeat", "fluentd", "meilisearch", "typesense", "qdrant", "weaviate",
    "milvus",
    "chroma", "neo4j", "cassandra", "scylla", "couchdb", "couchbase", "cockroach", "clickhouse", "influxdb",
    "questdb", "mssql", "sqlserver", "azure-sql-edge", "oracle", "dynamodb", "localstack", "minio", "azurite",
    "mailhog",
    "mailpit", "maildev", "mailcatcher", "smtp4dev", "inbucket", "grafana", "prometheus", "loki", "jaeger", "zipkin",
    "otel", "opentelemetry", "tempo", "vault", "consul", "etcd", "keycloak", "dozzle", "portainer", "sonarqube",
    "wiremock", "rethinkdb", "arangodb", "surrealdb", "edgedb", "eventstore", "temporal", "verdaccio", "seq",
  ]

  /// `bitnami/postgresql:17`, `docker.elastic.co/elasticsearch/elasticsearch:8.1.0`
  static func isInfrastructure(_ image: String) -> Bool {
    let path = image.lowercased().prefix { $0 != "@" }.parts(between: "/")
    guard let name = path.last?.prefix(while: { $0 != ":" }) else { return false }
    return names.contains { name.hasPrefix($0) || name.hasSuffix("-" + $0) }
  }
}
