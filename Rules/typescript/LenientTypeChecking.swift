import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports TypeScript that is checked with the strict options off. The promise is on the page beside this file.
struct LenientTypeChecking: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    var places: [Place: [TypeScriptConfiguration]] = [:]
    var order: [Place] = []
    var seen: Set<String> = []
    for package in TypeScriptCode.of(program, project).packages {
      // Types beside JavaScript: there is no code that the strict options would look at.
      if package.typed.allSatisfy({ program[$0].functions.count <= 1 }), !package.untyped.isEmpty { continue }
      // Configurations of packages without a version of TypeScript are somebody else's: an editor's, a generator's.
      for file in package.typed {
        let path = program[file].path
        guard let governing = project.typeScriptConfiguration(governing: path), seen.insert(governing.path).inserted,
          RelativePath.name(of: governing.path) == "tsconfig.json",
          let lenient = lenient(governing, package.manifest, project)
        else { continue }
        let place = Self.place(of: lenient, project)
        if places[place] == nil { order.append(place) }
        places[place, default: []].append(lenient)
      }
    }
    for place in order { places[place].map { report($0, at: place, &reporter) } }
  }

  private struct Place: Hashable {
    var file: String
    var span: Span
    /// Nothing turns it off: it is missing there.
    var isImplied = false
  }

  /// The configuration itself, or the first one that it only holds together; nil where one of these is strict, or nobody
  /// can tell.
  private func lenient(
    _ configuration: TypeScriptConfiguration, _ manifest: PackageManifest, _ project: Project
  ) -> TypeScriptConfiguration? {
    var candidates = [configuration]
    if configuration.isSolution {
      candidates = configuration.references.compactMap { reference in
        project.typeScriptConfigurations.first { $0.path == reference }
      }
      guard candidates.count == configuration.references.count else { return nil }
    }
    let isStrictByDefault = TypeScriptVersion.isStrictByDefault(for: manifest, in: project)
    let found = candidates.filter { isLenient($0, isStrictByDefault) }
    return found.count == candidates.count ? found.first : nil
  }

  private func isLenient(_ configuration: TypeScriptConfiguration, _ isStrictByDefault: Bool?) -> Bool {
    // What an unknown base or version says of an option is not known, unless the configuration itself says otherwise.
    let isKnown = isStrictByDefault != nil && !configuration.hasUnknownBase
    return ["strictNullChecks", "noImplicitAny"].contains { option in
      !configuration.isEffective(option, isStrictByDefault: isKnown ? isStrictByDefault == true : true)
    }
  }

  /// Where the leniency is written: the option that is off, else the options it is missing from, of the configuration that
  /// all the others begin with.
  private static func place(of configuration: TypeScriptConfiguration, _ project: Project) -> Place {
    let options = ["strict", "strictNullChecks", "noImplicitAny"]
    if let off = options.lazy.compactMap({ configuration.switches[$0] }).first(where: { !$0.isOn }) {
      return Place(file: off.file, span: off.span)
    }
    guard let base = configuration.bases.first else {
      return Place(file: configuration.path, span: configuration.optionsSpan, isImplied: true)
    }
    // A base may have any name: of `_tsconfig.base.json` only what it sets is known.
    let shared = project.typeScriptConfigurations.first { $0.path == base }?.optionsSpan
    let first = configuration.switches.values.filter { $0.file == base }.map(\.span).min()
    return Place(file: base, span: shared ?? first ?? Span(0, 1), isImplied: true)
  }

  private func report(_ configurations: [TypeScriptConfiguration], at place: Place, _ reporter: inout Reporter) {
    guard let configuration = configurations.first else { return }
    var place = place
    // A base of one is no more to blame than the one.
    if place.isImplied, configurations.count == 1 {
      place = Place(file: configuration.path, span: configuration.optionsSpan, isImplied: true)
    }
    // Where `strict` is set nowhere, what is reported is off for that reason, or by its own name.
    let isImplied = place.isImplied
    let off = TypeScriptConfiguration.strictFamily.filter {
      !configuration.isEffective($0, isStrictByDefault: !isImplied)
    }
    let what: String
    if off.contains("strictNullChecks") {
      what = "null and undefined pass for every type"
    } else {
      what = "whatever has no type is any"
    }
    let options =
      off.count == TypeScriptConfiguration.strictFamily.count
      ? "strict is off" : "\(listing(off, limit: 4)) \(off.count == 1 ? "is" : "are") off"
    let subject: String
    let others: String
    if isImplied, configurations.count > 1 {
      subject = RelativePath.name(of: place.file)
      others = " and in \(configurations.count) configurations that inherit it"
    } else {
      subject = RelativePath.name(of: configuration.path)
      others = configurations.count > 1 ? " and \(configurations.count - 1) more that inherit it" : ""
    }
    reporter.report(
      at: place.span, in: place.file, "\(options) in \(subject)\(others): \(what)", identity: place.file)
  }
}

/// The version of TypeScript that a package is compiled with.
enum TypeScriptVersion {
  /// Whether leaving `strict` out means that it is on: since TypeScript 6.0. Nil where the version is not known.
  ///
  /// Source: the announcement of TypeScript 6.0, 2026.
  static func isStrictByDefault(for manifest: PackageManifest, in project: Project) -> Bool? {
    var directory = manifest.directory
    while true {
      if let range = project.manifest(inDirectory: directory)?.dependency(named: "typescript")?.range {
        return major(of: range).map { $0 >= 6 }
      }
      if directory.isEmpty { return nil }
      directory = RelativePath.directory(of: directory)
    }
  }

  /// The lowest major version of `^5.4.2`, `~5`, `>=4 <6`; nil for `latest`, `*` and `catalog:`.
  private static func major(of range: String) -> Int? {
    let text = range.drop { "^~>=v ".contains($0) }
    return Int(text.prefix { $0.isASCII && $0.isNumber })
  }
}
