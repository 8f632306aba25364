#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Whole files that the operator names, read and written with plain system calls.
///
/// Pipes and devices are as good as files (`<(…)` and `>(…)` of a shell are such), but nothing is waited for that never
/// comes: a pipe without a writer is an error, and so is what does not end.
enum FileBytes {
  /// No file that nodevet reads is as large; a device may go on for ever.
  private static let sizeLimit = 256 << 20

  /// All bytes of a file; nil, with `errno` set, where it cannot be read.
  static func read(_ path: String) -> [UInt8]? {
    // Opening a pipe waits for a writer, unless one says so.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard let bytes = drain(descriptor) else { return nil }
    if bytes.isEmpty, isPipe(descriptor) {
      errno = ENODATA
      return nil
    }
    return bytes
  }

  static func standardInput() -> [UInt8]? { drain(STDIN_FILENO) }

  private static func drain(_ descriptor: Int32) -> [UInt8]? {
    var bytes: [UInt8] = []
    var status = stat()
    if fstat(descriptor, &status) == 0 { bytes.reserveCapacity(min(Int(status.st_size), sizeLimit)) }
    let size = 1 << 16
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      #if canImport(Darwin)
      let count = Darwin.read(descriptor, buffer.baseAddress, size)
      #elseif canImport(Musl)
      let count = Musl.read(descriptor, buffer.baseAddress, size)
      #else
      let count = Glibc.read(descriptor, buffer.baseAddress, size)
      #endif
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        // A writer is there, and has not written yet.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&waiting, 1, -1)
        continue
      }
      if count < 0 { return nil }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer.prefix(count))
      if bytes.count > sizeLimit {
        errno = EFBIG
        return nil
      }
    }
  }

  private static func isPipe(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
  }
}

extension FileBytes {
  /// Writes a whole file, replacing what stood there.
  static func write(_ bytes: [UInt8], to path: String) -> Bool { write(bytes, to: path, O_CREAT | O_TRUNC) }

  /// Writes a file that is not there yet; false, with `errno` set, where something is.
  static func create(_ bytes: [UInt8], at path: String) -> Bool { write(bytes, to: path, O_CREAT | O_EXCL) }

  /// Writes a whole file of a project, and never to where a link leads.
  static func writeInProject(_ bytes: [UInt8], to path: String) -> Bool {
    write(bytes, to: path, O_CREAT | O_TRUNC | O_NOFOLLOW)
  }

  /// Replaces the contents of a regular file that is there; never of what a link leads to.
  static func replace(_ path: String, by bytes: [UInt8]) -> Bool { write(bytes, to: path, O_TRUNC | O_NOFOLLOW) }

  /// Adds to a file, or makes it.
  static func append(_ bytes: [UInt8], to path: String) -> Bool { write(bytes, to: path, O_CREAT | O_APPEND) }

  private static func write(_ bytes: [UInt8], to path: String, _ flags: Int32) -> Bool {
    // Opening a pipe waits for a reader, unless one says so.
    let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | flags, 0o666)
    guard descriptor >= 0 else { return false }
    // From here on a slow reader is waited for.
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    guard let file = fdopen(descriptor, "wb") else {
      close(descriptor)
      return false
    }
    let written = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    let failure = errno
    let isClosed = fclose(file) == 0
    if written != bytes.count { errno = failure }
    return isClosed && written == bytes.count
  }
}

extension FileBytes {
  /// File names that stand in a file, or in standard input (`-`): separated by NUL if there is one, else by line ends.
  static func names(from source: String) throws(UsageError) -> [String] {
    guard let bytes = source == "-" ? standardInput() : read(source) else {
      throw UsageError.cannotRead(source)
    }
    let separator: UInt8 = bytes.contains(0) ? 0 : 0x0A
    return bytes.split(separator: separator).map { name in
      let line = separator == 0x0A && name.last == 0x0D ? name.dropLast() : name
      return String(decoding: line, as: UTF8.self)
    }.filter { !$0.isEmpty }
  }
}

extension UsageError {
  /// Right after `FileBytes` gave nothing.
  static func cannotRead(_ path: String) -> UsageError {
    .other("cannot read '\(path)': \(String(cString: strerror(errno)))")
  }
}
