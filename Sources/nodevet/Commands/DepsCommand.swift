import ProjectFacts
import Reporting

/// `nodevet deps [PACKAGE]`: what each dependency brings, and why a package is there and what would go with it. Read from
/// lockfiles; nothing is installed and nobody is asked.
struct DepsCommand {
  static let flags: [ArgumentReader.Flag] = [
    .init(name: "--in", value: "PATH", help: "the project (the current folder)"),
    .init(name: "--dev", value: nil, help: "count what only development needs, too"),
  ]

  private let package: String?
  private let path: String
  private let includesDevelopment: Bool

  init(_ arguments: [String]) throws(UsageError) {
    let reader = try ArgumentReader(arguments, flags: Self.flags)
    guard reader.operands.count <= 1 else {
      throw UsageError.other("deps takes one package; the project is named with --in")
    }
    package = reader.operands.first
    path = reader.value("--in") ?? "."
    includesDevelopment = reader.has("--dev")
  }

  /// Exit code 1 where the package is nowhere, 3 where a lockfile could not be read.
  func run() throws(UsageError) -> ExitCode {
    let project: Project
    do {
      project = try Project.load(at: path)
    } catch {
      throw UsageError.other(error.message)
    }
    let gaps = project.gaps.filter { gap in project.lockfiles.contains { $0.path == gap.path } }
    for gap in gaps { Console.complain("\(gap.path): \(gap.message)") }
    var text: [String] = []
    for manifest in project.manifests where project.isAudited(manifest.path) && !manifest.dependencies.isEmpty {
      guard let (presence, lockfile) = lockfile(of: manifest, project) else { continue }
      let view = DependencyView(
        lockfile: lockfile, directory: manifest.directory, name: manifest.displayName, file: presence.path,
        includesDevelopment: includesDevelopment)
      let lines = package.map(view.why) ?? view.overview()
      if !lines.isEmpty { text.append(lines.joined(separator: "\n")) }
    }
    if text.isEmpty {
      Console.complain(
        package.map { "no lockfile here holds \($0)" } ?? "no lockfile here says what is installed")
      return gaps.isEmpty ? .findings : .incomplete
    }
    Console.write(text.joined(separator: "\n\n") + "\n")
    return gaps.isEmpty ? .clean : .incomplete
  }

  private func lockfile(of manifest: PackageManifest, _ project: Project) -> (LockfilePresence, Lockfile)? {
    switch project.lockfile(governing: manifest) {
    case .committed(let presence), .presentUntracked(let presence): presence.contents.map { (presence, $0) }
    case .ignored, .missing: nil
    }
  }
}

/// One package of the project and its lockfile, in lines of text.
private struct DependencyView {
  private static let shownCarriers = 12
  private static let shownNodes = 60

  let lockfile: Lockfile
  let directory: String
  let name: String
  let file: String
  let includesDevelopment: Bool

  private var scope: String { includesDevelopment ? "with development" : "in production" }

  // MARK: All dependencies

  /// Each direct dependency with what it brings, heaviest first.
  func overview() -> [String] {
    guard let importer = lockfile.importer(inDirectory: directory),
      let all = lockfile.closure(ofImporter: directory, includingDevelopment: includesDevelopment)
    else { return [] }
    let tools = Set(importer.dependencies.filter { $0.section == .devDependencies }.map(\.name))
    var rows: [(name: String, alone: Int, whole: Int, isDevelopment: Bool)] = all.directDependencies
      .filter { !lockfile.packages[$0.package].isLocal }
      .map { ($0.name, $0.exclusiveCount, $0.totalCount, tools.contains($0.name)) }
    rows.sort { ($1.alone, $1.whole, $0.name) < ($0.alone, $0.whole, $1.name) }
    let width = rows.map(\.name.count).max() ?? 0
    return ["\(safe(name)) (\(safe(file))): \(count(all.count)) \(scope), \(rows.count) asked for"]
      + rows.map { row in
        let shared = row.whole - row.alone
        let share =
          row.alone == 0 ? "comes along anyway" : "\(row.alone) of its own" + (shared > 0 ? ", \(shared) shared" : "")
        return
          "  \(safe(row.name))\(String(repeating: " ", count: width - row.name.count))  \(share)\(row.isDevelopment ? " (development)" : "")"
      }
  }

  // MARK: One of them

  /// Why a package is there, and what would go if it went; empty where it is not there.
  func why(_ wanted: String) -> [String] {
    guard let importer = lockfile.importer(inDirectory: directory),
      let all = lockfile.installed(for: directory, includingDevelopment: includesDevelopment)
    else { return [] }
    let copies = all.filter { lockfile.packages[$0].name == wanted }
    guard !copies.isEmpty else { return [] }
    let carriers = lockfile.carriers(of: copies, for: directory, includingDevelopment: includesDevelopment)
    let direct = importer.dependencies.first { dependency in
      dependency.name == wanted && (includesDevelopment || dependency.section != .devDependencies)
    }
    var lines = ["\(safe(name)) (\(safe(file)))"]
    lines += reasons(carriers)
    lines.append("")
    if direct == nil {
      let rest = lockfile.installed(for: directory, includingDevelopment: includesDevelopment, skipping: copies) ?? []
      let gone = all.subtracting(rest)
      lines.append(
        "nothing asks for \(safe(wanted)) directly; with it \(count(gone.count)) of \(all.count) \(scope) would go")
      for copy in copies.sorted() { lines += tree(from: copy, within: gone) }
    } else {
      let rest = lockfile.installed(for: directory, includingDevelopment: includesDevelopment, without: [wanted]) ?? []
      let gone = all.subtracting(rest)
      if gone.isEmpty {
        lines.append("if \(safe(wanted)) went from the manifest nothing would go: others bring it along")
      } else {
        lines.append("if \(safe(wanted)) went from the manifest \(count(gone.count)) of \(all.count) \(scope) would go")
        for root in copies.sorted() where gone.contains(root) { lines += tree(from: root, within: gone) }
      }
    }
    return lines
  }

  /// The ways from what the manifest asks for, as one tree.
  private func reasons(_ carriers: [(dependency: LockfileImporter.Dependency, ways: [[Int]])]) -> [String] {
    var lines: [String] = []
    for (place, carrier) in carriers.prefix(Self.shownCarriers).enumerated() {
      let isLast = place == min(carriers.count, Self.shownCarriers) - 1 && carriers.count <= Self.shownCarriers
      let section = carrier.dependency.section.rawValue
      for (number, way) in carrier.ways.enumerated() {
        let start = number == 0 ? 0 : common(way, carrier.ways[number - 1])
        for depth in max(start, number == 0 ? 0 : 1)..<max(way.count, start) {
          let stem = isLast ? "   " : "│  "
          let head = depth == 0 ? (isLast ? "└─ " : "├─ ") : stem + String(repeating: "   ", count: depth - 1) + "└─ "
          lines.append(head + label(way[depth]) + (depth == 0 ? " (\(section))" : ""))
        }
      }
    }
    if carriers.count > Self.shownCarriers {
      lines.append("└─ and \(carriers.count - Self.shownCarriers) more that lead to it")
    }
    return lines
  }

  private func common(_ left: [Int], _ right: [Int]) -> Int {
    zip(left, right).prefix { $0 == $1 }.count
  }

  /// What a package brings, each package once, where it is first met.
  private func tree(from root: Int, within gone: Set<Int>) -> [String] {
    var lines: [String] = []
    var seen: Set<Int> = [root]
    var stack: [(node: Int, stem: String, head: String)] = [(root, "", "")]
    while let (node, stem, head) = stack.popLast() {
      if lines.count >= Self.shownNodes {
        lines.append("\(stem)… and \(gone.count - lines.count) more")
        return lines
      }
      lines.append(head + label(node))
      let children = lockfile.needs(of: node).filter { gone.contains($0) && seen.insert($0).inserted }
        .sorted { lockfile.packages[$0].name < lockfile.packages[$1].name }
      for (place, child) in children.enumerated().reversed() {
        let isLast = place == children.count - 1
        // Deep chains are not indented for ever.
        let inner = stem.count > 60 ? stem : stem + (isLast ? "   " : "│  ")
        stack.append((child, inner, stem + (isLast ? "└─ " : "├─ ")))
      }
    }
    return lines
  }

  private func label(_ index: Int) -> String {
    let package = lockfile.packages[index]
    return safe(package.version.isEmpty ? package.name : "\(package.name) \(package.version)")
  }

  private func count(_ number: Int) -> String { number == 1 ? "1 package" : "\(number) packages" }

  /// Names come from the project: what a terminal would obey is shown instead.
  private func safe(_ text: String) -> String { TerminalText.visible(text) }
}
