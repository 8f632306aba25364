import DataFormats
import SourceText

/// Files that deploy functions together with their variables. What they set is never missing where the functions run: a
/// reference that leads nowhere fails the deployment.
///
/// Sources: the documentation of Serverless Framework (`provider.environment`, `functions.*.environment`) and of AWS SAM
/// (`Environment.Variables`), 2026.
enum FunctionDeployments {
  static let names: Set<String> = [
    "serverless.yml", "serverless.yaml", "serverless.json", "serverless.ts", "serverless.js", "serverless.mjs",
    "serverless.cjs", "template.yaml", "template.yml",
  ]

  private static let depthLimit = 16

  /// The variables that a file of such a name sets.
  static func environment(in bytes: [UInt8], of name: String) -> Set<String> {
    switch name.parts(between: ".").last {
    case "yml", "yaml": return yaml(bytes)
    case "json": return json(bytes)
    default: return source(bytes)
    }
  }

  private static func isHolder(_ key: String) -> Bool { ["environment", "Variables"].contains(key) }

  private static func yaml(_ bytes: [UInt8]) -> Set<String> {
    var names: Set<String> = []
    var open = YAMLSubset.parse(bytes).documents.map { (value: $0, depth: 0) }
    while let (value, depth) = open.popLast() {
      for entry in value.entries {
        if isHolder(entry.key) { names.formUnion(entry.value.entries.map(\.key).filter(EnvironmentReads.isVariable)) }
        if depth < depthLimit { open.append((entry.value, depth + 1)) }
      }
    }
    return names
  }

  private static func json(_ bytes: [UInt8]) -> Set<String> {
    guard let root = JSONParser.parse(bytes, dialect: .withComments).root else { return [] }
    var names: Set<String> = []
    var open = [(value: root, depth: 0)]
    while let (value, depth) = open.popLast() {
      for member in value.members {
        if isHolder(member.key) {
          names.formUnion(member.value.members.map(\.key).filter(EnvironmentReads.isVariable))
        }
        if depth < depthLimit { open.append((member.value, depth + 1)) }
      }
    }
    return names
  }

  /// `environment: { NAME: … }` in a program, which is read as text: what it says is an object of literals.
  private static func source(_ bytes: [UInt8]) -> Set<String> {
    let text = String(decoding: bytes, as: UTF8.self)
    var names: Set<String> = []
    for part in text.split(separator: "environment", omittingEmptySubsequences: false).dropFirst() {
      let rest = part.drop { "\"': \t".contains($0) }
      guard part.first.map({ "\"': ".contains($0) }) == true, rest.first == "{" else { continue }
      names.formUnion(keys(ofObject: rest.dropFirst()))
    }
    return names
  }

  /// The names before colons, up to the brace that closes the object; those of inner objects left out.
  private static func keys(ofObject text: Substring) -> Set<String> {
    var names: Set<String> = []
    var word = ""
    var depth = 1
    var quote: Character?
    for character in text where depth > 0 {
      if character == quote {
        quote = nil
      } else if quote != nil || character.isLetter || character.isNumber || character == "_" {
        word.append(character)
      } else if "\"'`".contains(character) {
        quote = character
        word = ""
      } else {
        if character == ":", depth == 1, EnvironmentReads.isVariable(word) { names.insert(word) }
        word = ""
        if "{[(".contains(character) { depth += 1 }
        if "}])".contains(character) { depth -= 1 }
      }
    }
    return names
  }
}
