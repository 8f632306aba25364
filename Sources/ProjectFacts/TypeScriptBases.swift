/// Configurations that many projects extend and few have installed where they are audited.
///
/// Source: the repositories tsconfig/bases, vuejs/tsconfig and withastro/astro, 2026.
enum TypeScriptBases {
  private static let strictNames: Set<String> = [
    "recommended", "strictest", "bun", "next", "remix", "vite-react", "lts", "deno", "nuxt",
  ]

  /// Whether the base is known to turn `strict` on; false where it is not known.
  static func isStrict(_ specifier: String) -> Bool {
    if specifier.hasPrefix("@tsconfig/") {
      let name = specifier.dropFirst("@tsconfig/".count).prefix { $0 != "/" }
      return strictNames.contains(String(name)) || name.hasPrefix("node") || name.hasPrefix("strictest")
    }
    return specifier.hasPrefix("@vue/tsconfig") || specifier.hasPrefix("astro/tsconfigs/strict")
  }
}
