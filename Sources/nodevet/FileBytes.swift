#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Whole files that the operator names, read with plain system calls.
enum FileBytes {
  /// All bytes of a file; nil, with `errno` set, where it cannot be read.
  static func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return drain(descriptor)
  }

  static func standardInput() -> [UInt8]? { drain(STDIN_FILENO) }

  private static func drain(_ descriptor: Int32) -> [UInt8]? {
    var bytes: [UInt8] = []
    var status = stat()
    if fstat(descriptor, &status) == 0 { bytes.reserveCapacity(Int(status.st_size)) }
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
      if count < 0 { return nil }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer.prefix(count))
    }
  }
}

extension FileBytes {
  /// Writes a whole file, replacing what stood there.
  static func write(_ bytes: [UInt8], to path: String) -> Bool { write(bytes, to: path, mode: "wb") }

  /// Writes a file that is not there yet; false, with `errno` set, where something is.
  static func create(_ bytes: [UInt8], at path: String) -> Bool { write(bytes, to: path, mode: "wbx") }

  /// Replaces the contents of a regular file that is there; never of what a link leads to.
  static func replace(_ path: String, by bytes: [UInt8]) -> Bool {
    let descriptor = open(path, O_WRONLY | O_TRUNC | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0, let file = fdopen(descriptor, "wb") else { return false }
    let written = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    return fclose(file) == 0 && written == bytes.count
  }

  /// Adds to a file, or makes it.
  static func append(_ bytes: [UInt8], to path: String) -> Bool { write(bytes, to: path, mode: "ab") }

  private static func write(_ bytes: [UInt8], to path: String, mode: String) -> Bool {
    guard let file = fopen(path, mode) else { return false }
    let written = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    return fclose(file) == 0 && written == bytes.count
  }
}

extension FileBytes {
  /// File names that stand in a file, or in standard input (`-`): separated by NUL if there is one, else by line ends.
  static func names(from source: String) throws(UsageError) -> [String] {
    guard let bytes = source == "-" ? standardInput() : read(source) else {
      throw UsageError.other("cannot read '\(source)'")
    }
    let separator: UInt8 = bytes.contains(0) ? 0 : 0x0A
    return bytes.split(separator: separator).map { name in
      let line = separator == 0x0A && name.last == 0x0D ? name.dropLast() : name
      return String(decoding: line, as: UTF8.self)
    }.filter { !$0.isEmpty }
  }
}
