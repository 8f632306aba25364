import ProjectFacts
import SourceText

/// Tells JavaScript that TypeScript's compiler wrote, and that was committed with its source: next to it, or in the
/// output folder that `tsconfig.json` names. So is what a script has Babel write. Who audits the source need not audit it
/// twice.
struct CompiledText {
  let project: Project

  /// The source that a file was made of; nil where it has none, or does not look like what the compiler writes.
  func source(of path: String, _ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    if let source = sourceOfBabel(path) { return source }
    guard let source = sourceOfTypeScript(path) else { return nil }
    // Beside `app.ts` an `app.js` is written by the compiler: nobody could import the one or the other by its name.
    let isBeside =
      source.hasSuffix(".ts") && source.dropLast(3) == path.dropLast(3)
      && project.typeScriptConfiguration(governing: source)?.outputDirectory == nil
      && !project.typeScriptConfigurations.isEmpty
    return isBeside || Self.isEmitted(bytes) ? source : nil
  }

  /// The source that a file would be made of, by its place alone.
  func candidate(for path: String) -> String? { sourceOfBabel(path) ?? sourceOfTypeScript(path) }

  private func sourceOfTypeScript(_ path: String) -> String? {
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")),
      let endings = Self.endings[String(path[path.index(after: dot)...])]
    else { return nil }
    let stem = String(path[..<dot])
    return stems(behind: stem).lazy.flatMap { stem in endings.map { stem + "." + $0 } }.first {
      project.inventory.file(at: $0)?.kind == .source
    }
  }

  /// `src/app.js` for `bin/app.js`, where a script says `babel --presets es2015 -d bin src`.
  private func sourceOfBabel(_ path: String) -> String? {
    guard let manifest = project.manifest(governing: path) else { return nil }
    for script in manifest.scripts where script.command.holds("babel") {
      let words = script.command.parts(between: " ").map(String.init)
      guard let option = words.firstIndex(where: { ["-d", "--out-dir"].contains($0) }), option + 1 < words.count,
        let output = RelativePath.resolve(words[option + 1], from: manifest.directory), !output.isEmpty,
        path.hasPrefix(output + "/")
      else { continue }
      let rest = String(path.dropFirst(output.utf8.count + 1))
      let found = words.lazy.filter { !$0.hasPrefix("-") }
        .compactMap { RelativePath.resolve($0, from: manifest.directory) }
        .filter { $0 != output && !$0.isEmpty }
        .map { RelativePath.join($0, rest) }
        .first { $0 != path && project.inventory.file(at: $0)?.kind == .source }
      if let found { return found }
    }
    return nil
  }

  private static let endings = ["js": ["ts", "tsx"], "jsx": ["tsx"], "mjs": ["mts"], "cjs": ["cts"]]

  /// `src/app` and `app` for `lib/app` where `lib` is the output folder.
  private func stems(behind stem: String) -> [String] {
    var found = [stem]
    for configuration in project.typeScriptConfigurations {
      guard let output = configuration.outputDirectory, !output.isEmpty, output != configuration.directory,
        stem.hasPrefix(output + "/")
      else { continue }
      let rest = stem.dropFirst(output.count)
      let roots = [configuration.rootDirectory, configuration.directory + "/src", configuration.directory]
      found += roots.compactMap { $0 }.map { root in
        let path = root + rest
        return path.hasPrefix("/") ? String(path.dropFirst()) : path
      }
    }
    return found
  }

  /// What the compiler puts at the head of CommonJS, the helpers that it writes into files, or the reference to a map
  /// at the end. Source: TypeScript 5.9, output of `tsc`.
  private static func isEmitted(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let head = Array(bytes.prefix(6000))
    let tail = Array(bytes.suffix(300))
    return heads.contains { head.holds($0) } || tail.holds(map)
  }

  private static let heads = [
    "Object.defineProperty(exports, \"__esModule\"", "Object.defineProperty(exports, '__esModule'", "(this && this.__",
  ].map { Array($0.utf8) }
  private static let map = Array("//# sourceMappingURL=".utf8)
}
