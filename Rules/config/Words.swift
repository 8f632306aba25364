/// A name taken apart: `DB_PASSWORD`, `dbPassword` and `db-password` are `db`, `password`.
struct Words: Hashable, Sendable {
  let list: [String]

  init(_ name: String) { list = name.utf8.allSatisfy { $0 < 0x80 } ? Self.ofASCII(name) : Self.ofText(name) }

  /// Nearly every name.
  private static func ofASCII(_ name: String) -> [String] {
    var list: [String] = []
    var word: [UInt8] = []
    var previous = UInt8(ascii: " ")
    let bytes = Array(name.utf8)
    func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
    func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    for (index, byte) in bytes.enumerated() {
      let isBreak = !(isLower(byte) || isUpper(byte) || isDigit(byte))
      let next = index + 1 < bytes.count ? bytes[index + 1] : UInt8(ascii: " ")
      // `apiKey`, `s3Bucket` and `HTTPServer` break before K, B and S.
      let isHump =
        isUpper(byte) && (isLower(previous) || isDigit(previous) || isUpper(previous) && isLower(next))
      if isBreak || isHump {
        if !word.isEmpty { list.append(String(decoding: word, as: UTF8.self)) }
        word.removeAll(keepingCapacity: true)
      }
      if !isBreak { word.append(isUpper(byte) ? byte | 0x20 : byte) }
      previous = byte
    }
    if !word.isEmpty { list.append(String(decoding: word, as: UTF8.self)) }
    return list
  }

  private static func ofText(_ name: String) -> [String] {
    var list: [String] = []
    var word = ""
    var previous: Character = " "
    let characters = Array(name)
    for (index, character) in characters.enumerated() {
      let isBreak = !(character.isLetter || character.isNumber)
      let next = index + 1 < characters.count ? characters[index + 1] : " "
      let isHump =
        character.isUppercase && (previous.isLowercase || previous.isNumber || previous.isUppercase && next.isLowercase)
      if isBreak || isHump {
        if !word.isEmpty { list.append(word) }
        word = ""
      }
      if !isBreak { word += character.lowercased() }
      previous = character
    }
    if !word.isEmpty { list.append(word) }
    return list
  }

  var last: String { list.last ?? "" }

  func ends(with words: [String]) -> Bool { list.suffix(words.count) == words[...] }

  func contains(anyOf words: Set<String>) -> Bool { list.contains { words.contains($0) } }

  /// Without words at the end that tell which one, not what: `SECRET_1`, `KEY_BASE64`.
  var withoutQualifiers: Words {
    var list = list
    while list.count > 1, let last = list.last, Self.qualifiers.contains(last) || last.allSatisfy(\.isNumber) {
      list.removeLast()
    }
    return Words(list: list)
  }

  private static let qualifiers: Set<String> = [
    "value", "string", "str", "hex", "base64", "b64", "text", "plain", "current", "primary", "prod", "production", "v1",
    "v2", "old", "new",
  ]

  private init(list: [String]) { self.list = list }
}
