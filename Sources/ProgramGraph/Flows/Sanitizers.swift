import SourceText

/// What makes a value harmless, by what it would do harm in. Sources: the packages' READMEs, Node.js 24 documentation.
enum Sanitizers {
  /// Results that are numbers, truth values or digests, whatever went in.
  private static let everywhere: Set<String> = [
    "#Number", "#parseInt", "#parseFloat", "#BigInt", "#Number.parseInt", "#Number.parseFloat", "#Boolean",
    "#Number.isInteger", "#isNaN", "#Math.floor", "#Math.min", "#Math.max", "#Math.round", "#Math.ceil", "#Math.abs",
    "#Math.trunc", "#Date.parse", "lodash#toInteger", "lodash#toNumber", "lodash#clamp", "mongoose#Types.ObjectId",
    "mongodb#ObjectId", "mongodb#ObjectID", "mongoose#Types.ObjectId.createFromHexString",
    "mongodb#ObjectId.createFromHexString", "bson#ObjectId", "#Date", "validator#toInt", "validator#toBoolean",
    "#Array.isArray", "validator#toFloat", "bcrypt#hash", "bcrypt#hashSync", "bcryptjs#hash", "bcryptjs#hashSync",
    "node:crypto#randomUUID",
  ]

  private static let byClass: [SinkClass: Set<String>] = [
    .sql: [
      "mysql#escape", "mysql#escapeId", "mysql2#escape", "mysql2#escapeId", "sqlstring#escape", "sqlstring#escapeId",
      "sqlstring#format", "mysql#format", "mysql2#format", "pg-format", "pg-escape", "pg#escapeLiteral",
      "pg#escapeIdentifier", "mysql#createConnection().escape", "mysql#createPool().escape",
      "mysql2#createConnection().escape", "mysql2#createPool().escape",
      "sequelize#Sequelize().escape", "pg#Client().escapeLiteral", "pg#Client().escapeIdentifier",
      "mysql#raw",
    ],
    .nosql: ["mongo-sanitize", "express-mongo-sanitize#sanitize", "#String", "#JSON.stringify", "lodash#toString"],
    .command: [
      "shell-quote#quote", "shescape#quote", "shescape#escape", "shescape#Shescape().quote",
      "shescape#Shescape().escape", "shell-escape",
    ],
    .path: [
      "node:path#basename", "node:path#posix.basename", "node:path#win32.basename", "node:path#extname",
      "sanitize-filename",
      "sanitize-filename#sanitize", "slugify", "#encodeURIComponent", "filenamify",
    ],
    .url: ["#encodeURIComponent", "node:querystring#escape", "slugify"],
    .redirect: ["#encodeURIComponent", "@braintree/sanitize-url#sanitizeUrl", "slugify"],
    .html: [
      "escape-html", "he#encode", "he#escape", "lodash#escape", "underscore#escape", "validator#escape",
      "dompurify#sanitize", "isomorphic-dompurify#sanitize", "sanitize-html", "xss", "xss-filters#inHTMLData",
      "#encodeURIComponent", "html-escaper#escape", "entities#encode", "#encodeURI", "slugify",
    ],
    .regex: ["escape-string-regexp", "#RegExp.escape", "lodash#escapeRegExp", "regex-escape"],
    .code: ["#JSON.stringify"],
    .header: ["#encodeURIComponent", "#encodeURI"],
  ]

  /// Of those, the ones that leave a number as large as it was.
  private static let conversions: Set<String> = [
    "#Number", "#parseInt", "#parseFloat", "#BigInt", "#Number.parseInt", "#Number.parseFloat", "#Math.floor",
    "#Math.max", "#Math.round", "#Math.ceil", "#Math.abs", "#Math.trunc", "lodash#toInteger", "lodash#toNumber",
    "validator#toInt", "validator#toFloat",
  ]

  static func breaks(_ path: String, for sink: SinkClass) -> Bool {
    if sink == .amount, conversions.contains(path) { return false }
    return everywhere.contains(path) || byClass[sink]?.contains(path) ?? false
  }

  /// Makes a number of what it is given, as large as that.
  static func converts(_ path: String) -> Bool { conversions.contains(path) }

  // What the project's own functions do cannot always be seen; then their names are believed, so as to report nothing
  // that somebody has thought of.

  /// `sanitizePath`, `escapeHtml`, `toSafeName`
  static func claimsCleaning(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["sanitiz", "sanitis", "escape", "safe", "purify", "slug"].contains { name.holds($0) }
      && !name.holds("unescape") && !name.holds("unsafe") && !name.holds("safeparse")
  }

  /// `verifySignedToken`, `decryptId`: what comes out was put in by the server.
  static func claimsProof(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["verify", "decrypt", "unsign", "unseal"].contains { name.hasPrefix($0) }
  }

  /// `isPathInside`, `isValidName`, `allowed`, `hasPermission`
  static func claimsTest(_ name: String) -> Bool {
    // `canRead(user, id)`, `may(user, id)`
    for verb in ["can", "may"] where name.hasPrefix(verb) {
      if name.dropFirst(3).first?.isUppercase ?? true { return true }
    }
    let name = name.lowercased()
    return [
      "safe", "valid", "inside", "within", "allow", "permit", "permission", "trusted", "subpath", "legal", "whitelist",
    ]
    .contains { name.holds($0) } && !name.holds("invalid") && !name.holds("unsafe")
  }

  /// `isUnsafe`, `hasInvalidName`, `isTraversal`
  static func claimsRefusal(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["unsafe", "invalid", "illegal", "forbidden", "malicious", "traversal", "outside"].contains {
      name.holds($0)
    }
  }

  /// `findPage`, `getTemplate`: what it found is known by that name already.
  static func claimsSearch(_ name: String) -> Bool {
    ["find", "get", "lookup", "lookUp", "retrieve", "load"].contains { prefix in
      name.hasPrefix(prefix) && name.utf8.count > prefix.utf8.count
    }
  }

  /// `assertSafePath`, `validateName`, `checkPath`
  static func claimsCheck(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["assert", "validate", "ensure", "verify", "check"].contains { name.hasPrefix($0) }
      && ["safe", "path", "name", "file", "valid", "inside", "within", "allowed"].contains { name.holds($0) }
  }

  /// Middleware that takes operators out of every request.
  static let operatorFilters: Set<String> = [
    "express-mongo-sanitize", "@exortek/express-mongo-sanitize", "koa-mongo-sanitize",
    "@exortek/fastify-mongo-sanitize",
  ]

  /// Tests from outside that only harmless texts pass.
  static let tests: Set<String> = [
    "validator#isUUID", "validator#isInt", "validator#isNumeric", "validator#isAlphanumeric", "validator#isAlpha",
    "validator#isMongoId", "validator#isHexadecimal", "validator#isIn", "validator#isFloat", "validator#isBoolean",
    "uuid#validate", "is-uuid#anyNonNil", "mongoose#isValidObjectId", "mongoose#Types.ObjectId.isValid",
    "mongodb#ObjectId.isValid", "#Number.isInteger", "#Number.isSafeInteger", "#Number.isFinite", "#isFinite",
    "validator#isDecimal", "validator#isPort", "validator#isISO8601", "validator#isSlug", "nanoid#validate",
    "bson#ObjectId.isValid", "lodash#isNumber", "lodash#isInteger",
  ]

  /// Tests that only harmless texts fail.
  static let refusals: Set<String> = ["#isNaN", "#Number.isNaN", "lodash#isNaN"]

  /// Whether a text that a whole regular expression matches is harmless: it names what may stand in it, and nothing of
  /// that has a meaning in the sink.
  static func isHarmless(pattern: String, for sink: SinkClass) -> Bool {
    var characters = Array(pattern.unicodeScalars)
    guard sink != .any, sink != .amount, characters.first == "^", characters.last == "$" else { return false }
    characters.removeFirst()
    characters.removeLast()
    // Without dots nothing leads upwards, slashes or not.
    return isFree(of: meanings(in: sink), characters, isWrapped: isWrapped(pattern))
      || sink == .path && isFree(of: ".", characters, isWrapped: isWrapped(pattern))
  }

  /// Whether what is left is harmless where `[^a-z]/g`, a negated class with its flags, is replaced by a text.
  static func isHarmless(stripping text: String, leaving kept: String, for sink: SinkClass) -> Bool {
    guard let slash = text.lastIndex(of: "/"), text[slash...].contains("g") else { return false }
    var pattern = text[..<slash]
    if pattern.hasSuffix("+") || pattern.hasSuffix("*") { pattern = pattern.dropLast() }
    let allowed: Substring
    if pattern == "\\W" {
      allowed = "\\w"
    } else if pattern == "\\D" {
      allowed = "\\d"
    } else if pattern.hasPrefix("[^"), pattern.hasSuffix("]"), !pattern.dropLast().contains("]") {
      allowed = pattern.dropFirst(2).dropLast()
    } else {
      return false
    }
    return isHarmless(pattern: "^[\(allowed)]$", for: sink)
      && (kept.isEmpty || isHarmless(pattern: "^[\(kept)]$", for: sink))
  }

  /// Whether a way upwards is left where an expression that speaks of dots, with its flags, is replaced: `\.\.\//g` takes
  /// `../` out of `....//`, and leaves it.
  static func leavesWayUp(stripping text: String, leaving kept: String) -> Bool {
    guard let slash = text.lastIndex(of: "/") else { return false }
    let isOnce = !text[slash...].contains("g")
    var plain = ""
    var isEscaped = false
    for character in text[..<slash] {
      if !isEscaped, character == "\\" {
        isEscaped = true
        continue
      }
      if isEscaped || !"[]()".contains(character) { plain.append(character) }
      isEscaped = false
    }
    // Brackets around one character, and what is escaped, are that character.
    switch plain {
    case "..", "...": return isOnce && !kept.contains(".")
    case "../", "..\\", "../\\", "..\\/", "../+", "..//", "..+/", "../?": return true
    default: return false
    }
  }

  /// Dots that go, all of them or all pairs: what is left leads nowhere upwards.
  static func takesDots(stripping text: String, leaving kept: String) -> Bool {
    // Other flags change nothing there: `/\.\./gm`.
    guard let end = text.lastIndex(of: "/"), text[end...].contains("g") else { return false }
    return [
      #"\.\./g"#, #"\.{2,}/g"#, #"\.+/g"#, #"\./g"#, #"\.\.+/g"#, #"[.]{2}/g"#, #"[.]+/g"#, #"[.][.]/g"#, #"(\.\.)/g"#,
    ]
    .contains(text[..<end] + "/g") && !kept.contains(".")
  }

  /// Whether a pattern names what may stand in a text, and nothing of the harmful.
  private static func isFree(of meanings: String, _ characters: [Unicode.Scalar], isWrapped: Bool) -> Bool {
    let harmful = Set(meanings.unicodeScalars)
    var index = 0
    var isInClass = false
    while index < characters.count {
      let character = characters[index]
      index += 1
      switch character {
      case "\\":
        guard index < characters.count else { return false }
        let escaped = characters[index]
        index += 1
        switch escaped {
        case "d", "b", "B": continue
        case "w": if harmful.contains("_") { return false }
        case "s": if harmful.contains(" ") { return false }
        case "n", "r", "t", "v", "f": if harmful.contains("\n") { return false }
        case "D", "W", "S", "p", "P", "x", "u", "c", "k", "0"..."9": return false
        default: if harmful.contains(escaped) { return false }
        }
      case "[":
        isInClass = true
        if index < characters.count, characters[index] == "^" { return false }
      case "]":
        isInClass = false
      case ".":
        // In a class it is itself; outside it is everything.
        if !isInClass || harmful.contains(character) { return false }
      case "|":
        // `^a$|^b`: the ends speak of one alternative only, unless the whole is in a group.
        if !isInClass, !isWrapped { return false }
      case "(", ")", "*", "+", "?", "{", "}", "^", "$", ",", "-", ":":
        if isInClass, harmful.contains(character) { return false }
      default:
        if harmful.contains(character) { return false }
      }
    }
    return true
  }

  private static func isWrapped(_ pattern: String) -> Bool { pattern.hasPrefix("^(") && pattern.holds(")") }

  /// What has a meaning of its own in a sink.
  private static func meanings(in sink: SinkClass) -> String {
    switch sink {
    case .sql: "'\"`;()\\ \n=#/*"
    case .command: ";&|$`<>()'\"\\ \n*?!~{}[]#"
    case .path: "/\\"
    case .html: "<>\"'`&="
    case .url, .redirect: "/\\:@?#"
    case .code: "()[]{};'\"`\\=+<>"
    case .regex: "()[]{}*+?|.^$\\"
    case .header: "\n\r"
    case .objectKey: "_"
    case .nosql: "${"
    case .any, .amount: ""
    }
  }
}
