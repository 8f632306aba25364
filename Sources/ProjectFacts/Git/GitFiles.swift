import Glibc
import SourceText

/// A folder of git's, of which files are read by relative paths. No link on the way is followed.
struct GitFolder: Sendable {
  /// Absolute, without links.
  let path: String

  /// All of a regular file; nil where there is none.
  func bytes(of name: String, limit: Int) throws(GitProblem) -> [UInt8]? {
    guard let file = try open(name) else { return nil }
    guard file.size <= limit else { throw .tooLarge(what: "git's file '\(name)'", size: file.size, limit: limit) }
    return try file.bytes(at: 0, count: file.size)
  }

  /// A regular file, opened; nil where there is none.
  func open(_ name: String) throws(GitProblem) -> GitFile? {
    guard RelativePath.staysInside(name), let folder = descend(to: RelativePath.directory(of: name)) else { return nil }
    defer { close(folder) }
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY
    let descriptor = openat(folder, RelativePath.name(of: name), flags)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .corrupt(file: name, reason: String(cString: strerror(errno)))
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      if status.st_mode & S_IFMT == S_IFDIR { return nil }
      throw .corrupt(file: name, reason: "it is not a regular file")
    }
    return GitFile(descriptor: descriptor, name: name, size: Int(status.st_size))
  }

  /// The names in a folder, sorted by bytes; empty where there is none.
  func names(in folder: String, limit: Int) throws(GitProblem) -> [String] {
    guard let descriptor = descend(to: folder) else { return [] }
    guard let stream = fdopendir(descriptor) else {
      close(descriptor)
      return []
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      guard names.count < limit else {
        throw .tooLarge(what: "git's folder '\(folder)'", size: names.count + 1, limit: limit)
      }
      names.append(name)
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Opens a folder step by step, each of them a real one.
  private func descend(to folder: String) -> Int32? {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    var descriptor = Glibc.open(path, flags)
    for step in folder.parts(between: "/") where descriptor >= 0 {
      let next = openat(descriptor, String(step), flags | O_NOFOLLOW)
      close(descriptor)
      descriptor = next
    }
    return descriptor >= 0 ? descriptor : nil
  }
}

/// An open file of git's. It is read piece by piece and never mapped: a mapped file that shrinks would end the process.
final class GitFile: Sendable {
  private let descriptor: Int32
  /// As its folder was asked for it.
  let name: String
  let size: Int

  /// Takes over the descriptor.
  init(descriptor: Int32, name: String, size: Int) {
    self.descriptor = descriptor
    self.name = name
    self.size = size
  }

  deinit { close(descriptor) }

  /// Exactly `count` bytes from `offset` on.
  func bytes(at offset: Int, count: Int) throws(GitProblem) -> [UInt8] {
    guard offset >= 0, count >= 0, offset <= size, count <= size - offset else {
      throw .corrupt(file: name, reason: "it ends too early")
    }
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { memory, filled in
      while filled < count {
        let received = pread(descriptor, memory.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled))
        if received < 0, errno == EINTR { continue }
        if received <= 0 { return }
        filled += received
      }
    }
    guard bytes.count == count else { throw .corrupt(file: name, reason: "it ends too early") }
    return bytes
  }
}

extension [UInt8] {
  /// A big-endian number of four bytes; the caller has seen that they are there.
  func bigEndian32(at offset: Int) -> Int {
    Int(self[offset]) << 24 | Int(self[offset + 1]) << 16 | Int(self[offset + 2]) << 8 | Int(self[offset + 3])
  }
}
