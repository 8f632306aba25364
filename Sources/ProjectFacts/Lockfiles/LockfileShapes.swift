import DataFormats

// What kinds of values lockfiles hold, for the keys that are read.
// Sources: docs.npmjs.com, package-lock.json; pnpm's @pnpm/lockfile.types; bun.com/docs, lockfile; and what the lockfiles of
// some hundred public projects hold. npm is found to write `"resolved": false`, and `engines` as the registry has them,
// which may be a list or a text. Read in November 2026.

extension ValueShape {
  private static func fields(_ keys: String..., of shape: ValueShape) -> [Field] { keys.map { Field($0, shape) } }

  /// Production, optional, peer and development dependencies: ranges by name.
  private static let wishes = DependencySection.allCases.map { Field($0.rawValue, .table(of: .text)) }

  /// What all of npm's versions begin with.
  static let npmLockfileHead = ValueShape.fields(
    fields("name", "version", of: .text) + fields("lockfileVersion", of: .number))

  /// `package-lock.json` of version 2 and 3.
  static let npmLockfile = ValueShape.fields([
    .init(
      "packages",
      .table(
        of: .fields(
          wishes + fields("name", "version", "integrity", of: .text)
            + fields("link", "dev", "optional", "devOptional", "peer", "inBundle", "hasInstallScript", of: .flag)
            + fields("resolved", "deprecated", of: .either([.text, .flag]))
            + fields("bin", of: .either([.text, .table(of: .text)]))
            + fields("peerDependenciesMeta", of: .table(of: .fields([.init("optional", .flag)]))))))
  ])

  /// One level of the dependencies of version 1, which nest.
  static let npmNestedPackages = ValueShape.fields([
    .init(
      "dependencies",
      .table(
        of: .fields(
          fields("version", "integrity", of: .text) + fields("resolved", of: .either([.text, .flag]))
            + fields("dev", "optional", "bundled", of: .flag)
            + fields("requires", of: .either([.table(of: .text), .flag]))
            + fields("dependencies", of: .table(of: .anything)))))
  ])

  static let bunLockfile = ValueShape.fields([
    .init("lockfileVersion", .number),
    .init("overrides", .table(of: .either([.text, .table(of: .anything)]))),
    .init("workspaces", .table(of: .fields(wishes + fields("name", "version", of: .text)))),
    .init(
      "packages",
      .table(of: .list(of: .either([.text, .fields(wishes + fields("optionalPeers", of: .list(of: .text)))])))),
  ])

  static let berryLockfile = ValueShape.table(
    of: .fields(
      fields("version", "resolution", "linkType", "checksum", of: .text)
        + fields("dependencies", "peerDependencies", of: .table(of: .text))),
    besides: [.init("__metadata", .fields([.init("version", .text)]))])

  /// All layouts of `pnpm-lock.yaml`: a key that a layout does not have is not there.
  static let pnpmLockfile = ValueShape.fields(
    pnpmImporter + [
      .init("lockfileVersion", .text),
      .init("shrinkwrapVersion", .text),
      .init("overrides", .table(of: .text)),
      .init("ignoredOptionalDependencies", .list(of: .text)),
      .init("importers", .table(of: .fields(pnpmImporter))),
      .init("packages", .table(of: .fields(pnpmPackage))),
      .init("snapshots", .table(of: .fields(pnpmPackage))),
    ])

  private static let pnpmImporter: [Field] =
    [.init("specifiers", .table(of: .text))]
    + DependencySection.allCases.map { section in
      .init(
        section.rawValue,
        .table(of: .either([.text, .fields([.init("specifier", .text), .init("version", .text)])])))
    }

  private static let pnpmPackage: [Field] =
    fields("name", "version", of: .text)
    + fields("dependencies", "optionalDependencies", "peerDependencies", of: .table(of: .text))
    + fields("dev", "optional", "requiresBuild", of: .flag)
    + fields("deprecated", of: .either([.text, .flag]))
    + fields(
      "resolution",
      of: .fields(
        [.init("integrity", .text), .init("tarball", .text), .init("repo", .text), .init("directory", .text)]))
}
