import DataFormats
import ProjectFacts
import SourceText

/// Functions that deployment files name: `serverless.yml`, SAM and CloudFormation templates, Terraform's files,
/// `function.json`.
///
/// Of these files only the lines that name handlers are read; whatever else they hold, template functions and tags, is
/// passed over. Sources: serverless.com (AWS functions), AWS SAM specification, registry.terraform.io (aws_lambda_function),
/// Azure Functions' `function.json`, 2026.
struct DeploymentFiles {
  private let project: Project

  private static let sizeLimit = 1 << 20
  private static let endings = [".ts", ".js", ".mjs", ".cjs", ".mts", ".tsx", ".jsx", "/index.ts", "/index.js"]

  init(_ project: Project) { self.project = project }

  func handlers() -> [ConfiguredHandler] {
    project.inventory.files.filter { !$0.isVendored }.flatMap { file -> [ConfiguredHandler] in
      let name = PathText.name(of: file.path)
      if name == "function.json" { return azure(file.path) }
      if name.hasSuffix(".tf") { return terraform(file.path) }
      guard name.hasSuffix(".yml") || name.hasSuffix(".yaml") else { return [] }
      let stem = PathText.withoutExtension(name)
      guard stem.holds("serverless") || stem.hasPrefix("template") || stem.hasPrefix("sam") else { return [] }
      return templates(file.path)
    }
  }

  // MARK: YAML

  private struct Line {
    var indent: Int
    var key: Substring
    var value: Substring
  }

  private func templates(_ path: String) -> [ConfiguredHandler] {
    let lines = lines(of: path)
    let directory = PathText.directory(of: path)
    return lines.indices.flatMap { index -> [ConfiguredHandler] in
      let line = lines[index]
      guard line.key == "handler" || line.key == "Handler", let dot = line.value.lastIndex(of: ".") else { return [] }
      let isTemplate = line.key == "Handler"
      // Plugins and providers have options of that name.
      if !isTemplate, Self.settings.contains(root(of: index, in: lines)) { return [] }
      let folder = isTemplate ? PathText.join(directory, sibling("CodeUri", of: index, in: lines) ?? "") : directory
      let stem = String(line.value[..<dot])
      guard let source = source(PathText.join(folder, stem)) else { return [] }
      return [
        ConfiguredHandler(
          path: source, export: String(line.value[line.value.index(after: dot)...]), framework: "AWS Lambda",
          label: "the function \(owner(of: index, in: lines, levels: isTemplate ? 2 : 1))",
          isScheduled: isScheduled(index, in: lines))
      ]
    }
  }

  private func lines(of path: String) -> [Line] {
    guard case .success(let bytes) = project.files.bytes(of: path, limit: Self.sizeLimit) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").flatMap { text -> [Line] in
      let indent = text.prefix { $0 == " " }.count
      let content = text.dropFirst(indent)
      guard !content.hasPrefix("#"), let colon = content.firstIndex(of: ":") else { return [] }
      var value = content[content.index(after: colon)...].drop { $0 == " " }
      if let comment = value.firstIndex(of: "#") { value = value[..<comment] }
      let trimmed = value.filter { !" '\"\r".contains($0) }
      let key = content[..<colon].drop { "-'\" ".contains($0) }
      return [Line(indent: indent, key: key, value: trimmed[...])] + flow(trimmed, indent + 1)
    }
  }

  /// The keys of `{ handler: src/pay.main, timeout: 10 }`, as if each stood on a line of its own.
  private func flow(_ value: String, _ indent: Int) -> [Line] {
    guard value.hasPrefix("{"), value.hasSuffix("}") else { return [] }
    return value.dropFirst().dropLast().parts(between: ",").compactMap { part in
      guard let colon = part.firstIndex(of: ":") else { return nil }
      return Line(indent: indent, key: part[..<colon], value: part[part.index(after: colon)...])
    }
  }

  /// The value of another key in the same mapping.
  private func sibling(_ key: String, of index: Int, in lines: [Line]) -> String? {
    for range in [Array(lines[..<index].reversed()), Array(lines[(index + 1)...])] {
      for line in range {
        if line.indent < lines[index].indent { break }
        if line.indent == lines[index].indent, line.key == key { return String(line.value) }
      }
    }
    return nil
  }

  /// `Events: { Feed: { Type: Schedule } }`, `events: [{ schedule: rate(10 minutes) }]` beside a handler, and no other.
  private func isScheduled(_ handler: Int, in lines: [Line]) -> Bool {
    let block = lines.indices.filter { index in
      lines[index].indent == lines[handler].indent && lines[index].key.lowercased() == "events"
    }
    guard let start = block.min(by: { abs($0 - handler) < abs($1 - handler) }),
      !lines[min(start, handler)...max(start, handler)].contains(where: { $0.indent < lines[handler].indent })
    else { return false }
    let events = lines[(start + 1)...].prefix { $0.indent > lines[start].indent }
    let outer = events.map(\.indent).min() ?? 0
    let kinds =
      lines[start].key == "Events"
      ? events.filter { $0.key == "Type" }.map(\.value) : events.filter { $0.indent == outer }.map(\.key)
    return !kinds.isEmpty && kinds.allSatisfy { ["Schedule", "ScheduleV2", "schedule"].contains($0) }
  }

  /// The key some levels above a line.
  private func owner(of index: Int, in lines: [Line], levels: Int) -> String {
    var current = index
    for _ in 0..<levels {
      guard let above = lines[..<current].lastIndex(where: { $0.indent < lines[current].indent }) else { break }
      current = above
    }
    return String(lines[current].key)
  }

  /// Sections of serverless.yml that declare no functions.
  private static let settings: Set<Substring> = ["custom", "provider", "plugins", "package", "params", "build"]

  /// The outermost key above a line.
  private func root(of index: Int, in lines: [Line]) -> Substring {
    lines[...index].last { $0.indent == 0 }?.key ?? ""
  }

  private func source(_ stem: String) -> String? {
    // What is deployed may be what a compiler makes: `dist/routes/list` of `src/routes/list.ts`.
    let stems = [stem] + PathText.sources(ofBuilt: stem)
    return stems.lazy.flatMap { stem in Self.endings.lazy.map { stem + $0 } }
      .first { project.inventory.file(at: $0)?.kind == .source }
  }

  // MARK: Terraform

  /// `handler = "src/list.main"`: a file of the package that is uploaded, which may be any folder.
  private func terraform(_ path: String) -> [ConfiguredHandler] {
    guard case .success(let bytes) = project.files.bytes(of: path, limit: Self.sizeLimit) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line -> ConfiguredHandler? in
      let sides = line.split(separator: "=", maxSplits: 1)
      guard sides.count == 2, sides[0].filter({ !" \t".contains($0) }) == "handler" else { return nil }
      let value = sides[1].split(separator: "\"", omittingEmptySubsequences: false)
      guard value.count == 3, let dot = value[1].lastIndex(of: "."), !value[1].contains("$") else { return nil }
      let stem = String(value[1][..<dot])
      guard let source = uploaded(stem, above: PathText.directory(of: path)) else { return nil }
      return ConfiguredHandler(
        path: source, export: String(value[1][value[1].index(after: dot)...]), framework: "AWS Lambda",
        label: "the Lambda function \(PathText.withoutExtension(source))")
    }
  }

  /// A source by its path within a folder that is not known: seen from folders above, else where only one file fits.
  private func uploaded(_ stem: String, above directory: String) -> String? {
    var folder = directory
    while true {
      if let found = source(PathText.join(folder, stem)) { return found }
      if folder.isEmpty { break }
      folder = PathText.directory(of: folder)
    }
    let fitting = project.inventory.sources.filter { PathText.withoutExtension($0.path).hasSuffix("/" + stem) }
    return fitting.count == 1 ? fitting[0].path : nil
  }

  // MARK: JSON

  /// `function.json` beside `index.js`; its `scriptFile` may name another file, often a built one.
  private func azure(_ path: String) -> [ConfiguredHandler] {
    let directory = PathText.directory(of: path)
    guard case .success(let bytes) = project.files.bytes(of: path, limit: Self.sizeLimit),
      let settings = JSONParser.parse(bytes, dialect: .withComments).root, settings["bindings"] != nil,
      let source = built(settings["scriptFile"]?.string, directory) ?? source(PathText.join(directory, "index"))
    else { return [] }
    return [
      ConfiguredHandler(
        path: source, export: settings["entryPoint"]?.string ?? "default", framework: "Azure Functions",
        label: "the function \(PathText.name(of: directory))",
        isScheduled: settings["bindings"]?.elements.contains { $0["type"]?.string == "timerTrigger" } ?? false)
    ]
  }

  /// The source of a `scriptFile`, which stands beside what it is built to or below `src`.
  private func built(_ script: String?, _ directory: String) -> String? {
    guard let script else { return nil }
    let stem = PathText.withoutExtension(PathText.join(directory, script))
    if let found = source(stem) { return found }
    let parts = stem.parts(between: "/").map(String.init)
    guard let output = parts.firstIndex(where: { ["dist", "build", "lib", "out"].contains($0) }) else { return nil }
    for replacement in [["src"], []] {
      let path = (parts[..<output] + replacement + parts[(output + 1)...]).joined(separator: "/")
      if let found = source(path) { return found }
    }
    return nil
  }
}
