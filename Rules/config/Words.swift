/// A name taken apart: `DB_PASSWORD`, `dbPassword` and `db-password` are `db`, `password`.
struct Words: Hashable, Sendable {
  let list: [String]

  init(_ name: String) {
    var list: [String] = []
    var word = ""
    var previous: Character = " "
    let characters = Array(name)
    for (index, character) in characters.enumerated() {
      let isBreak = !(character.isLetter || character.isNumber)
      let next = index + 1 < characters.count ? characters[index + 1] : " "
      // `apiKey`, `s3Bucket` and `HTTPServer` break before K, B and S.
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
    self.list = list
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
