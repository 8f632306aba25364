import Glibc
import SourceText

/// Where git keeps its own files for a work tree, found by reading and never by asking git.
///
/// A `.git` *file* points elsewhere. It is believed only where the place it names points back: a linked worktree's folder
/// holds `gitdir` with this very `.git`, a configuration, such as that of a submodule, names this work tree. Everything
/// else is a gap, so that a hostile `.git` file cannot make the audit read a folder of its choice.
struct GitDirectory {
  /// Absolute path of the folder with `index` and `HEAD`.
  let path: String
  /// Absolute path of the folder shared by all worktrees, with `config` and `info`.
  let commonPath: String
  let usesSHA256: Bool
  /// How references are kept, where the configuration says; git's own default is "files".
  let referenceStorage: String?
  private(set) var gaps: [ProjectGap] = []

  enum Outcome {
    case none
    case found(GitDirectory)
    case refused(ProjectGap)
  }

  /// Looks at `root`/.git; `root` is absolute and free of links.
  static func find(inWorkTree root: String) -> Outcome {
    let pointer = root == "/" ? "/.git" : "\(root)/.git"
    var status = stat()
    guard lstat(pointer, &status) == 0 else { return .none }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      guard lstat("\(pointer)/HEAD", &status) == 0 else {
        return .refused(gap(.malformedFile, "'.git' is a folder without 'HEAD', so git's facts are not known"))
      }
      return .found(GitDirectory(path: pointer, commonPath: pointer))
    case S_IFREG:
      return follow(pointer, workTree: root)
    default:
      return .refused(gap(.linkLeavingTree, "'.git' is neither a folder nor a file and is not followed"))
    }
  }

  /// - Parameter isNamedBack: whether git's configuration names the work tree that led here.
  private init(path: String, commonPath: String, isNamedBack: Bool = false) {
    self.path = path
    self.commonPath = commonPath
    let config = GitConfiguration(Self.read("\(commonPath)/config") ?? [])
    usesSHA256 = config["extensions.objectformat"]?.lowercased() == "sha256"
    referenceStorage = config["extensions.refstorage"]?.lowercased()
    if path == commonPath, !isNamedBack, !path.holds("/.git/"), let workTree = config["core.worktree"] {
      gaps.append(
        Self.gap(.linkLeavingTree, "git's configuration names the work tree '\(workTree)', which is not followed"))
    }
  }

  private static func follow(_ pointer: String, workTree: String) -> Outcome {
    guard let text = read(pointer).map({ String(decoding: $0, as: UTF8.self) }), text.hasPrefix("gitdir:") else {
      return .refused(gap(.malformedFile, "'.git' is a file without 'gitdir:'"))
    }
    let target = trimmed(String(text.dropFirst("gitdir:".count)))
    guard !target.isEmpty, let path = realPath(target.hasPrefix("/") ? target : "\(workTree)/\(target)") else {
      return .refused(gap(.unreadable, "'.git' points to '\(target)', which does not exist"))
    }
    if let back = read("\(path)/gitdir").map({ trimmed(String(decoding: $0, as: UTF8.self)) }),
      let common = read("\(path)/commondir").map({ trimmed(String(decoding: $0, as: UTF8.self)) })
    {
      let commonTarget = common.hasPrefix("/") ? common : "\(path)/\(common)"
      guard realPath(back.hasPrefix("/") ? back : "\(path)/\(back)") == pointer,
        let commonPath = realPath(commonTarget),
        path.hasPrefix("\(commonPath)/worktrees/")
      else { return .refused(gap(.linkLeavingTree, "'.git' points to '\(target)', which does not point back")) }
      return .found(GitDirectory(path: path, commonPath: commonPath))
    }
    let config = GitConfiguration(read("\(path)/config") ?? [])
    guard let named = config["core.worktree"], realPath(named.hasPrefix("/") ? named : "\(path)/\(named)") == workTree
    else {
      let message =
        "'.git' points to '\(target)', which does not point back; where that is meant, 'git config core.worktree "
        + "\"$PWD\"' says so"
      return .refused(gap(.linkLeavingTree, message))
    }
    return .found(GitDirectory(path: path, commonPath: path, isNamedBack: true))
  }

  /// The index; nil where there is none, as in a repository nothing was ever added to.
  ///
  /// - Parameter file: another file in its place, by its absolute path, which has to be there.
  func index(file: String? = nil) -> Result<GitIndex, GitIndex.Problem>? {
    let limit = 512 << 20
    var bytes: [UInt8] = []
    if let failure = Self.read(file ?? "\(path)/index", limit: limit, into: &bytes) {
      return failure == .missing && file == nil ? nil : .failure(.unreadable(failure))
    }
    do {
      return .success(
        try GitIndex.read(bytes, usesSHA256: usesSHA256) { name in Self.read("\(path)/\(name)", limit: limit) })
    } catch {
      return .failure(error)
    }
  }

  func excludeFile() -> [UInt8]? { Self.read("\(commonPath)/info/exclude") }

  private static func read(_ path: String, limit: Int = 1 << 20) -> [UInt8]? {
    var bytes: [UInt8] = []
    return read(path, limit: limit, into: &bytes) == nil ? bytes : nil
  }

  /// A regular file by absolute path, no link followed in its last component.
  private static func read(_ path: String, limit: Int, into bytes: inout [UInt8]) -> FileReadFailure? {
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    guard let folder = DirectoryHandle(path: slash == path.startIndex ? "/" : String(path[..<slash])) else {
      return errno == ENOENT || errno == ENOTDIR ? .missing : .system(errno)
    }
    return folder.read(String(path[path.index(after: slash)...]), limit: limit, into: &bytes)
  }

  private static func gap(_ kind: ProjectGap.Kind, _ message: String) -> ProjectGap {
    ProjectGap(kind: kind, path: ".git", message: message)
  }

  private static func trimmed(_ text: String) -> String {
    let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    let bytes = Array(text.utf8)
    guard let first = bytes.firstIndex(where: { !isSpace($0) }), let last = bytes.lastIndex(where: { !isSpace($0) })
    else {
      return ""
    }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }
}

/// The absolute path without links; nil where it does not exist.
func realPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// The few keys of git's configuration that are facts here. Includes are not followed.
struct GitConfiguration {
  private var values: [String: String] = [:]

  init(_ bytes: [UInt8]) {
    var section = ""
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let text = String(decoding: line, as: UTF8.self).drop { $0 == " " || $0 == "\t" }
      if text.hasPrefix("[") {
        section = text.dropFirst().prefix { $0 != "]" }.lowercased()
      } else if let equals = text.firstIndex(of: "=") {
        let key = text[..<equals].filter { $0 != " " && $0 != "\t" }.lowercased()
        var value = text[text.index(after: equals)...].drop { $0 == " " || $0 == "\t" }
        while let last = value.last, last == " " || last == "\t" { value.removeLast() }
        if value.count > 1, value.hasPrefix("\""), value.hasSuffix("\"") { value = value.dropFirst().dropLast() }
        values["\(section).\(key)"] = String(value)
      }
    }
  }

  subscript(key: String) -> String? { values[key] }
}
