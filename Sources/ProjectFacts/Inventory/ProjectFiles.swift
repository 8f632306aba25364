import Glibc
import SourceText
import Synchronization

/// The project's files by path, on disk or in memory: the only door through which its bytes are read.
///
/// Paths are relative to the boundary root. Whatever is not a regular file inside it is refused, not opened: links,
/// devices, pipes, sockets, and paths that climb.
package struct ProjectFiles: Sendable {
  private enum Storage: Sendable {
    case disk(DirectoryHandle)
    case memory([String: [UInt8]])
    /// Some files as they are in another state of the repository, the others on disk.
    indirect case replaced([String: Result<[UInt8], FileReadFailure>], under: Storage)
  }

  private let storage: Storage

  /// Source files above this size are reported, not read.
  package static let sourceSizeLimit = 5 << 20
  /// Manifests, configuration and environment files above this size are reported, not read.
  package static let configurationSizeLimit = 8 << 20
  package static let lockfileSizeLimit = 64 << 20

  init(root: DirectoryHandle) { storage = .disk(root) }
  init(inMemory files: [String: [UInt8]]) { storage = .memory(files) }

  /// The same files, but for these.
  init(_ contents: [String: Result<[UInt8], FileReadFailure>], inPlaceOf files: ProjectFiles) {
    storage = .replaced(contents, under: files.storage)
  }

  /// All bytes of the file at `path`.
  package func bytes(
    of path: String, limit: Int = ProjectFiles.sourceSizeLimit
  ) -> Result<[UInt8], FileReadFailure> {
    var bytes: [UInt8] = []
    if let failure = read(path, limit: limit, into: &bytes) { return .failure(failure) }
    return .success(bytes)
  }

  /// Whether two states of one project are known to hold the same at a path: what neither replaces, or both alike.
  package func holds(_ path: String, as other: ProjectFiles) -> Bool {
    switch (replacement(of: path), other.replacement(of: path)) {
    case (nil, nil): true
    case (.success(let left), .success(let right)): left == right
    default: false
    }
  }

  private func replacement(of path: String) -> Result<[UInt8], FileReadFailure>? {
    if case .replaced(let contents, _) = storage { contents[path] } else { nil }
  }

  /// Replaces the contents of `buffer` by the file's bytes, keeping its capacity; returns what went wrong, if anything.
  package func read(_ path: String, limit: Int, into buffer: inout [UInt8]) -> FileReadFailure? {
    buffer.removeAll(keepingCapacity: true)
    return Self.read(path, from: storage, limit: limit, into: &buffer)
  }

  private static func read(
    _ path: String, from storage: Storage, limit: Int, into buffer: inout [UInt8]
  ) -> FileReadFailure? {
    switch storage {
    case .replaced(let contents, let rest):
      switch contents[path] {
      case nil: return read(path, from: rest, limit: limit, into: &buffer)
      case .failure(let failure): return failure
      case .success(let bytes):
        if bytes.count > limit { return .tooLarge(size: bytes.count, limit: limit) }
        buffer.append(contentsOf: bytes)
        return nil
      }
    case .memory(let files):
      guard let bytes = files[path] else { return .missing }
      if bytes.count > limit { return .tooLarge(size: bytes.count, limit: limit) }
      buffer.append(contentsOf: bytes)
      return nil
    case .disk(let root):
      guard RelativePath.staysInside(path) else { return .outside }
      guard !root.isBehindLink(path) else { return .behindLink }
      return root.read(path, limit: limit, into: &buffer)
    }
  }

  /// Whether a folder on the way to a path is a link, so that it leads elsewhere than it says.
  package func isBehindLink(_ path: String) -> Bool {
    switch storage {
    case .disk(let root): root.isBehindLink(path)
    case .memory: false
    case .replaced(_, let rest): ProjectFiles(rest).isBehindLink(path)
    }
  }

  private init(_ storage: Storage) { self.storage = storage }
}

/// Why a file's bytes are not at hand.
package enum FileReadFailure: Error, Hashable, Sendable {
  case missing
  /// A link, a folder, a device, a pipe or a socket.
  case notRegular
  case tooLarge(size: Int, limit: Int)
  /// The path is absolute or climbs out of the boundary.
  case outside
  /// A folder on the way is a link.
  case behindLink
  /// `errno` of the failing call.
  case system(Int32)

  /// One sentence without a full stop.
  package var message: String {
    switch self {
    case .missing: "the file does not exist"
    case .notRegular: "this is not a regular file"
    case .tooLarge(let size, let limit): "the file has \(size) bytes; \(limit) are read at most"
    case .outside: "the path leaves the project"
    case .behindLink: "a folder on the way to it is a link, which is not followed"
    case .system(let code): "the file cannot be read: \(String(cString: strerror(code)))"
    }
  }

  package var gapKind: ProjectGap.Kind {
    if case .tooLarge = self { return .limit }
    return .unreadable
  }
}

/// An open folder. Closed with its last user.
final class DirectoryHandle: Sendable {
  let descriptor: Int32
  /// Folders below this one that were looked at: whether one is a link, or is behind one.
  private let links = Mutex<[Substring: Bool]>([:])

  /// The folder at an absolute path; nil, with `errno` set, where it cannot be opened.
  init?(path: String) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor < 0 { return nil }
  }

  deinit { close(descriptor) }

  /// Whether a folder on the way to `path` is a link. Paths that a project writes down need not be those that the walk saw.
  func isBehindLink(_ path: String) -> Bool {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return false }
    return links.withLock { isLink(path[..<slash], &$0) }
  }

  private func isLink(_ folder: Substring, _ known: inout [Substring: Bool]) -> Bool {
    if let answer = known[folder] { return answer }
    var answer = false
    if let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")) { answer = isLink(folder[..<slash], &known) }
    var status = stat()
    if !answer, fstatat(descriptor, String(folder), &status, AT_SYMLINK_NOFOLLOW) == 0 {
      answer = status.st_mode & S_IFMT == S_IFLNK
    }
    known[folder] = answer
    return answer
  }

  /// Reads a regular file below this folder. The last component is never a link that is followed.
  func read(_ path: String, limit: Int, into buffer: inout [UInt8]) -> FileReadFailure? {
    let file = openat(descriptor, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard file >= 0 else {
      return switch errno {
      case ENOENT, ENOTDIR: .missing
      case ELOOP, ENXIO: .notRegular
      default: .system(errno)
      }
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { return .system(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { return .notRegular }
    let size = Int(status.st_size)
    if size > limit { return .tooLarge(size: size, limit: limit) }
    return Self.readAll(file, size: size, limit: limit, into: &buffer)
  }

  private static func readAll(_ file: Int32, size: Int, limit: Int, into buffer: inout [UInt8]) -> FileReadFailure? {
    var failure: FileReadFailure?
    buffer = [UInt8](unsafeUninitializedCapacity: max(size, buffer.capacity)) { memory, count in
      while count < size {
        let received = Glibc.read(file, memory.baseAddress.map { $0 + count }, size - count)
        if received < 0, errno == EINTR { continue }
        if received < 0 { failure = .system(errno) }
        if received <= 0 { return }
        count += received
      }
    }
    return failure
  }
}

/// Paths inside the project: relative, forward slashes, no climbing.
package enum RelativePath {
  package static func staysInside(_ path: String) -> Bool {
    // Of the segment at hand: its length, and whether all of it are dots.
    var (length, isDots) = (0, true)
    for byte in path.utf8 {
      switch byte {
      case 0: return false
      case UInt8(ascii: "/"):
        if isDots, length <= 2 { return false }
        (length, isDots) = (0, true)
      default:
        length += 1
        isDots = isDots && byte == UInt8(ascii: ".")
      }
    }
    return !isDots || length > 2
  }

  /// `target` seen from the folder `directory`, with `.` and `..` resolved by spelling; nil where it climbs out of the root
  /// or is absolute.
  package static func resolve(_ target: String, from directory: String) -> String? {
    if target.utf8.first == UInt8(ascii: "/") { return nil }
    var segments = segments(of: directory)
    for segment in self.segments(of: target) where segment != "." {
      if segment != ".." {
        segments.append(segment)
      } else if segments.popLast() == nil {
        return nil
      }
    }
    return segments.joined(separator: "/")
  }

  /// The folder that holds `path`; empty for the root.
  package static func directory(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[..<slash])
  }

  /// The names of the folders on the way and of the file itself, outermost first.
  package static func segments(of path: String) -> [Substring] {
    path.parts(between: "/")
  }

  /// The last component.
  package static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  package static func join(_ directory: String, _ name: String) -> String {
    directory.isEmpty ? name : name.isEmpty ? directory : "\(directory)/\(name)"
  }

  /// Whether `path` is `directory` or lies below it; everything lies below the empty path.
  package static func isInside(_ path: String, _ directory: String) -> Bool {
    if directory.isEmpty || path == directory { return true }
    return path.utf8.count > directory.utf8.count && path.utf8.starts(with: directory.utf8)
      && path.utf8[path.utf8.index(path.utf8.startIndex, offsetBy: directory.utf8.count)] == UInt8(ascii: "/")
  }
}
