import Synchronization

/// Every object of a repository by its name: loose files, packs, and the stores of other repositories it borrows from.
///
/// That an object's contents have the hash it is named by is not verified: nothing here trusts a name, and walks over
/// commits and trees have bounds of their own. Safe to use from several threads.
final class GitObjectStore: Sendable {
  struct Object: Sendable {
    var kind: GitObjectKind
    var bytes: [UInt8]
  }

  /// Larger objects are refused before they are unpacked.
  static let sizeLimit = 128 << 20
  private static let packLimit = 512
  /// git itself makes no longer chains.
  private static let deltaLimit = 4_096
  private static let alternateLimit = 8

  private let folders: [GitFolder]
  private let hashSize: Int
  private let packs: [[GitPack]]
  private let cache = Mutex(Cache())
  /// What could not be opened: a damaged pack does not take the others with it.
  let problems: [GitProblem]
  /// Stores it borrows from that lie elsewhere and were not followed.
  let refusedAlternates: [String]
  /// Whether a pack says that what is missing can be fetched.
  private let isPartial: Bool

  /// - Parameter root: the folder `objects`.
  /// - Parameter boundary: absolute folders, without links; objects are borrowed from stores inside of these.
  init(root: String, boundary: [String], hashSize: Int) {
    self.hashSize = hashSize
    var problems: [GitProblem] = []
    var refused: [String] = []
    folders = Self.stores(root: root, boundary: boundary, refused: &refused)
    var isPartial = false
    packs = folders.map { Self.packs(in: $0, hashSize: hashSize, problems: &problems, isPartial: &isPartial) }
    self.isPartial = isPartial
    self.problems = problems
    refusedAlternates = refused
  }

  private static func stores(root: String, boundary: [String], refused: inout [String]) -> [GitFolder] {
    var folders = [GitFolder(path: root)]
    var next = 0
    while next < folders.count, folders.count <= alternateLimit {
      let folder = folders[next]
      next += 1
      guard let bytes = try? folder.bytes(of: "info/alternates", limit: 1 << 16) else { continue }
      for line in bytes.split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
        let target = String(decoding: line, as: UTF8.self)
        let resolved = realPath(target.hasPrefix("/") ? target : "\(folder.path)/\(target)")
        guard let resolved, boundary.contains(where: { resolved.hasPrefix("\($0)/") }) else {
          refused.append(target)
          continue
        }
        if !folders.contains(where: { $0.path == resolved }) { folders.append(GitFolder(path: resolved)) }
      }
    }
    return folders
  }

  private static func packs(
    in folder: GitFolder, hashSize: Int, problems: inout [GitProblem], isPartial: inout Bool
  ) -> [GitPack] {
    var packs: [GitPack] = []
    do throws(GitProblem) {
      let all = try folder.names(in: "pack", limit: packLimit * 8)
      if all.contains(where: { $0.hasSuffix(".promisor") }) { isPartial = true }
      let names = all.filter { $0.hasSuffix(".idx") }
      if names.count > packLimit {
        throw GitProblem.tooLarge(what: "the number of git's packs", size: names.count, limit: packLimit)
      }
      for name in names {
        do throws(GitProblem) {
          guard let index = try folder.open("pack/\(name)"),
            let pack = try folder.open("pack/\(name.dropLast(3))pack")
          else { continue }
          packs.append(try GitPack(index: index, pack: pack, hashSize: hashSize))
        } catch {
          problems.append(error)
        }
      }
    } catch {
      problems.append(error)
    }
    return packs
  }

  /// The object, whole.
  func object(_ id: GitObjectID, limit: Int = GitObjectStore.sizeLimit) throws(GitProblem) -> Object {
    try object(id, limit: limit, depth: 0)
  }

  private func object(_ id: GitObjectID, limit: Int, depth: Int) throws(GitProblem) -> Object {
    for (folder, packs) in zip(folders, packs) {
      for (number, pack) in packs.enumerated() {
        if let offset = try pack.offset(of: id) {
          return try object(in: pack, number: number, at: offset, id: id, limit: limit, depth: depth)
        }
      }
      if let object = try looseObject(id, in: folder, limit: limit) { return object }
    }
    throw missing(id)
  }

  /// Why an object is not here.
  private func missing(_ id: GitObjectID) -> GitProblem {
    if let store = refusedAlternates.first { return .borrowedObject(id, from: store) }
    return isPartial ? .notFetched(id) : .missingObject(id)
  }

  /// Objects whose names begin with these hexadecimal digits; at most a few.
  func ids(withPrefix prefix: String) throws(GitProblem) -> Set<GitObjectID> {
    let digits = prefix.utf8.compactMap(GitObjectID.value(ofHexDigit:))
    guard digits.count == prefix.utf8.count, digits.count >= 4 else { return [] }
    let lowercase = prefix.lowercased()
    var found: Set<GitObjectID> = []
    for (folder, packs) in zip(folders, packs) {
      for pack in packs { found.formUnion(try pack.ids(withPrefix: digits, limit: 16)) }
      for name in try folder.names(in: String(lowercase.prefix(2)), limit: 1 << 20)
      where name.hasPrefix(lowercase.dropFirst(2)) {
        if let id = GitObjectID(hex: "\(lowercase.prefix(2))\(name)") { found.insert(id) }
      }
    }
    return found
  }

  // MARK: Packed

  /// Goes down the chain of deltas to an object that stands whole, and up again applying them.
  private func object(
    in pack: GitPack, number: Int, at start: Int, id: GitObjectID, limit: Int, depth: Int
  ) throws(GitProblem) -> Object {
    var deltas: [(offset: Int, bytes: [UInt8])] = []
    var offset = start
    var object: Object?
    var held = 0
    while object == nil {
      let place = Place(pack: ObjectIdentifier(pack), offset: offset)
      if let known = cache.withLock({ $0.objects[place] }) {
        object = known
        break
      }
      guard depth + deltas.count < Self.deltaLimit, held <= 2 * Self.sizeLimit else {
        throw .tooLarge(what: "the chain of deltas of an object of git's", size: deltas.count, limit: Self.deltaLimit)
      }
      switch try pack.entry(at: offset, limit: deltas.isEmpty ? limit : Self.sizeLimit) {
      case .whole(let kind, let bytes): object = Object(kind: kind, bytes: bytes)
      case .offsetDelta(let base, let delta):
        deltas.append((offset, delta))
        held += delta.count
        offset = base
      case .namedDelta(let base, let delta):
        deltas.append((offset, delta))
        held += delta.count
        if let inside = try pack.offset(of: base) {
          offset = inside
        } else {
          // Each step to another store counts as many, so that a loop through them is short.
          object = try self.object(base, limit: Self.sizeLimit, depth: depth + deltas.count + 512)
        }
      }
    }
    guard var result = object else { throw missing(id) }
    if !deltas.isEmpty { remember(result, Place(pack: ObjectIdentifier(pack), offset: offset)) }
    for (place, delta) in deltas.reversed() {
      do {
        result.bytes = try GitDelta.apply(delta, to: result.bytes, limit: Self.sizeLimit)
      } catch {
        throw .corruptObject(id, reason: "a delta does not fit its base")
      }
      remember(result, Place(pack: ObjectIdentifier(pack), offset: place))
    }
    guard result.bytes.count <= limit else {
      throw .tooLarge(what: "git's object \(id.hex)", size: result.bytes.count, limit: limit)
    }
    return result
  }

  private struct Place: Hashable {
    var pack: ObjectIdentifier
    var offset: Int
  }

  /// Objects others are deltas to: the trees of a history are all deltas to one another.
  private struct Cache {
    var objects: [Place: Object] = [:]
    var size = 0
  }

  private func remember(_ object: Object, _ place: Place) {
    guard object.bytes.count <= 1 << 20 else { return }
    cache.withLock { cache in
      if cache.size > 16 << 20 { cache = Cache() }
      if cache.objects.updateValue(object, forKey: place) == nil { cache.size += object.bytes.count + 64 }
    }
  }

  // MARK: Loose

  private func looseObject(_ id: GitObjectID, in folder: GitFolder, limit: Int) throws(GitProblem) -> Object? {
    let hex = id.hex
    let name = "\(hex.prefix(2))/\(hex.dropFirst(2))"
    guard let packed = try folder.bytes(of: name, limit: Self.sizeLimit) else { return nil }
    // "blob 12" and a zero byte stand before the contents, inside the packed data.
    let headLimit = 32
    guard let opening = try? Inflater.inflate(packed, limit: headLimit, stopsAtLimit: true),
      let end = opening.firstIndex(of: 0)
    else { throw .corruptObject(id, reason: "it does not begin like an object") }
    let words = opening[..<end].split(separator: 0x20)
    guard words.count == 2, let kind = GitObjectKind(rawValue: String(decoding: words[0], as: UTF8.self)),
      let size = Int(String(decoding: words[1], as: UTF8.self)), size >= 0
    else { throw .corruptObject(id, reason: "it does not begin like an object") }
    guard size <= limit else { throw .tooLarge(what: "git's object \(hex)", size: size, limit: limit) }
    let whole = end + 1 + size
    guard let bytes = try? Inflater.inflate(packed, limit: whole, expected: whole), bytes.count == whole else {
      throw .corruptObject(id, reason: "it cannot be unpacked")
    }
    return Object(kind: kind, bytes: Array(bytes[(end + 1)...]))
  }
}
