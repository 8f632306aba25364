import SourceText

/// Clients that a tool writes into the project's own folders, which git seldom keeps, in place of a package's.
///
/// Source: Prisma 7, Generators (`output` of `prisma-client`), 2026.
enum GeneratedClients {
  /// The package that a generated client of Prisma stands for.
  static let prisma = "@prisma/client"

  /// `../generated/prisma/client.js`, `@/lib/prisma/client`: the file that has the client in it, in folders that are named
  /// after Prisma.
  ///
  /// - Parameter isMissing: no such file is in the project. One that is there must say that it was generated.
  static func isPrisma(_ path: String, isMissing: Bool) -> Bool {
    guard path.utf8.count < 200, path.holds("prisma"), isMissing || path.holds("generated") else { return false }
    let names = path.parts(between: "/").map { $0.lowercased() }
    guard let last = names.last, names.dropLast().contains(where: { $0.holds("prisma") || $0.holds("generated") })
    else { return false }
    return ["client", "index", "prisma", "prisma-client"].contains(last.prefix { $0 != "." })
  }
}
