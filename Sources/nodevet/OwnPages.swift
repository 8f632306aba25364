import RulePages

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Rule pages of the operator's own, given with `--rules`. Those inside an audited project are never loaded by themselves.
enum OwnPages {
  private static let maximumPages = 1000

  /// All pages in the folders, in the order of their paths; `README.md` is none.
  static func read(_ folders: [String]) throws(UsageError) -> [RulePage] {
    var pages: [RulePage] = []
    var problems: [PageProblem] = []
    for folder in folders {
      let paths = try markdownFiles(in: folder)
      if paths.isEmpty { throw UsageError.other("'\(folder)' holds no rule pages (CATEGORY/RULE-ID.md)") }
      for path in paths {
        guard let bytes = FileBytes.read(path) else { throw UsageError.cannotRead(path) }
        let reading = RulePageReader.read(path: path, bytes: bytes)
        problems += reading.problems
        guard let page = reading.page else { continue }
        if case .check = page.logic {
          throw UsageError.other("\(path): 'check' names code of nodevet itself; a page of one's own has '## Match'")
        }
        pages.append(page)
      }
    }
    if !problems.isEmpty { throw malformed(problems) }
    return pages
  }

  static func malformed(_ problems: [PageProblem]) -> UsageError {
    UsageError.other("a rule page is malformed\n" + problems.map(\.description).joined(separator: "\n"))
  }

  private static func markdownFiles(in folder: String, depth: Int = 0) throws(UsageError) -> [String] {
    guard let directory = opendir(folder) else {
      throw UsageError.other("cannot read the folder '\(folder)': \(String(cString: strerror(errno)))")
    }
    defer { closedir(directory) }
    var files: [String] = []
    var folders: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      if name.hasSuffix(".md"), name != "README.md" {
        files.append(path)
      } else if Int32(entry.pointee.d_type) == Int32(DT_DIR), depth < 1 {
        folders.append(path)
      }
    }
    for inner in folders { files += try markdownFiles(in: inner, depth: depth + 1) }
    if files.count > maximumPages { throw UsageError.other("'\(folder)' holds more than \(maximumPages) pages") }
    return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
