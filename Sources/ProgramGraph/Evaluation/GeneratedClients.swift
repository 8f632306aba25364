import SourceText

/// Clients that a tool writes into the project's own folders, which git seldom keeps, in place of a package's.
///
/// Source: Prisma 7, Generators (`output` of `prisma-client`), 2026.
enum GeneratedClients {
  /// The package that a generated client of Prisma stands for.
  static let prisma = "@prisma/client"

  /// `../generated/prisma/client.js`, `src/generated/prisma/index.d.ts`: a folder of both names, and the file that has the
  /// client in it.
  static func isPrisma(_ path: String) -> Bool {
    guard path.utf8.count < 200, path.holds("prisma"), path.holds("generated") else { return false }
    let names = path.split(separator: "/").map { $0.lowercased() }
    guard let last = names.last, names.contains("generated") || names.contains(where: { $0.holds("generated") }) else {
      return false
    }
    let stem = last.split(separator: ".").first.map(String.init) ?? last
    return ["client", "index", "prisma", "prisma-client"].contains(stem)
  }
}
