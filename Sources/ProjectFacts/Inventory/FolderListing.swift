import Glibc

/// The names in one folder, in git's order: byte order, folders as if they ended in a slash.
struct FolderListing {
  struct Entry {
    var start: Int
    var end: Int
    /// `d_type` as the file system gave it.
    var type: UInt8
  }

  private var names: [UInt8] = []
  private(set) var entries: [Entry] = []
  private(set) var holdsIgnoreFile = false
  private(set) var holdsManifest = false
  /// Holds `.git`, as a folder or a file; never among the entries.
  private(set) var holdsRepository = false

  private static let nameOffset = MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 19

  init(_ stream: OpaquePointer, descriptor: Int32) {
    while let entry = readdir(stream) {
      let name = (UnsafeRawPointer(entry) + Self.nameOffset).assumingMemoryBound(to: UInt8.self)
      let bytes = UnsafeBufferPointer(start: name, count: strlen(UnsafePointer<CChar>(OpaquePointer(name))))
      if bytes[0] == UInt8(ascii: ".") {
        if bytes.count == 1 || bytes.count == 2 && bytes[1] == UInt8(ascii: ".") { continue }
        if bytes.elementsEqual(".git".utf8) {
          holdsRepository = true
          continue
        }
        if bytes.elementsEqual(".gitignore".utf8) { holdsIgnoreFile = true }
      } else if bytes.elementsEqual("package.json".utf8) {
        holdsManifest = true
      }
      // Some file systems leave the type to a second call.
      let type = entry.pointee.d_type == UInt8(DT_UNKNOWN) ? Self.type(of: name, in: descriptor) : entry.pointee.d_type
      entries.append(Entry(start: names.count, end: names.count + bytes.count, type: type))
      names.append(contentsOf: bytes)
    }
    names.withUnsafeBufferPointer { names in
      entries.sort { left, right in Self.precedes(left, right, names) }
    }
  }

  func name(of entry: Entry) -> ArraySlice<UInt8> { names[entry.start..<entry.end] }

  private static func precedes(_ left: Entry, _ right: Entry, _ names: UnsafeBufferPointer<UInt8>) -> Bool {
    let leftCount = left.end - left.start
    let rightCount = right.end - right.start
    let shared = min(leftCount, rightCount)
    for offset in 0..<shared {
      let difference = Int(names[left.start + offset]) - Int(names[right.start + offset])
      if difference != 0 { return difference < 0 }
    }
    return byte(at: shared, of: left, names) < byte(at: shared, of: right, names)
  }

  /// The byte at an offset; behind a folder's name stands a slash, behind everything -1.
  private static func byte(at offset: Int, of entry: Entry, _ names: UnsafeBufferPointer<UInt8>) -> Int {
    if entry.start + offset < entry.end { return Int(names[entry.start + offset]) }
    return entry.type == UInt8(DT_DIR) ? Int(UInt8(ascii: "/")) : -1
  }

  private static func type(of name: UnsafePointer<UInt8>, in descriptor: Int32) -> UInt8 {
    var status = stat()
    guard fstatat(descriptor, UnsafePointer<CChar>(OpaquePointer(name)), &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      return UInt8(DT_UNKNOWN)
    }
    return switch status.st_mode & S_IFMT {
    case S_IFDIR: UInt8(DT_DIR)
    case S_IFREG: UInt8(DT_REG)
    case S_IFLNK: UInt8(DT_LNK)
    default: UInt8(DT_FIFO)
    }
  }
}
