/// Every token once. Reserved words stand last, in the order of the first atoms of `WellKnownAtoms`, so that a word's
/// atom tells its token; contextual words (`async`, `of`, `type`, …) are identifiers known by their atom.
enum TokenKind: UInt8, Sendable {
  case endOfFile = 0
  /// A byte sequence that begins no token; the lexer has reported it.
  case invalid
  case identifier
  case privateName
  case number
  case bigInt
  case string
  /// A template without substitutions: `` `text` ``.
  case templateWhole
  /// `` `text${ ``; the parser asks the lexer to go on at the closing brace.
  case templateHead
  case templateMiddle
  case templateTail
  case regularExpression
  case jsxText

  // Punctuators. The lexer gives `>` singly; `rescanGreater` joins what follows where an operator may stand.
  case braceLeft  // {
  case braceRight  // }
  case parenLeft  // (
  case parenRight  // )
  case bracketLeft  // [
  case bracketRight  // ]
  case dot  // .
  case ellipsis  // ...
  case semicolon  // ;
  case comma  // ,
  case less  // <
  case greater  // >
  case lessEqual  // <=
  case greaterEqual  // >=
  case equalEqual  // ==
  case notEqual  // !=
  case strictEqual  // ===
  case strictNotEqual  // !==
  case plus  // +
  case minus  // -
  case star  // *
  case slash  // /
  case percent  // %
  case starStar  // **
  case plusPlus  // ++
  case minusMinus  // --
  case shiftLeft  // <<
  case shiftRight  // >>
  case shiftRightUnsigned  // >>>
  case ampersand  // &
  case bar  // |
  case caret  // ^
  case exclamation  // !
  case tilde  // ~
  case ampersandAmpersand  // &&
  case barBar  // ||
  case questionQuestion  // ??
  case question  // ?
  case questionDot  // ?.
  case colon  // :
  case equal  // =
  case plusEqual  // +=
  case minusEqual  // -=
  case starEqual  // *=
  case slashEqual  // /=
  case percentEqual  // %=
  case starStarEqual  // **=
  case shiftLeftEqual  // <<=
  case shiftRightEqual  // >>=
  case shiftRightUnsignedEqual  // >>>=
  case ampersandEqual  // &=
  case barEqual  // |=
  case caretEqual  // ^=
  case ampersandAmpersandEqual  // &&=
  case barBarEqual  // ||=
  case questionQuestionEqual  // ??=
  case arrow  // =>
  case at  // @
  case hash  // #

  // Reserved words.
  case `break`
  case `case`
  case `catch`
  case `class`
  case const
  case `continue`
  case debugger
  case `default`
  case delete
  case `do`
  case `else`
  case `enum`
  case export
  case extends
  case `false`
  case finally
  case `for`
  case function
  case `if`
  case `import`
  case `in`
  case instanceof
  case new
  case null
  case `return`
  case `super`
  case `switch`
  case this
  case `throw`
  case `true`
  case `try`
  case typeof
  case `var`
  case void
  case `while`
  case with

  static let firstWord = TokenKind.break

  /// The reserved word with this atom, or `.identifier`.
  @inline(__always) static func word(_ atom: Atom) -> TokenKind {
    guard atom.raw <= WellKnownAtoms.reservedCount else { return .identifier }
    return TokenKind(rawValue: firstWord.rawValue &+ UInt8(truncatingIfNeeded: atom.raw &- 1)) ?? .identifier
  }

  var isReservedWord: Bool { rawValue >= TokenKind.firstWord.rawValue }

  /// How the token is written, for messages.
  var spelling: String {
    switch self {
    case .endOfFile: "the end of the file"
    case .invalid: "an invalid character"
    case .identifier: "a name"
    case .privateName: "a private name"
    case .number, .bigInt: "a number"
    case .string: "a string"
    case .templateWhole, .templateHead, .templateMiddle, .templateTail: "a template"
    case .regularExpression: "a regular expression"
    case .jsxText: "JSX text"
    case .braceLeft: "'{'"
    case .braceRight: "'}'"
    case .parenLeft: "'('"
    case .parenRight: "')'"
    case .bracketLeft: "'['"
    case .bracketRight: "']'"
    case .dot: "'.'"
    case .ellipsis: "'...'"
    case .semicolon: "';'"
    case .comma: "','"
    case .less: "'<'"
    case .greater: "'>'"
    case .lessEqual: "'<='"
    case .greaterEqual: "'>='"
    case .equalEqual: "'=='"
    case .notEqual: "'!='"
    case .strictEqual: "'==='"
    case .strictNotEqual: "'!=='"
    case .plus: "'+'"
    case .minus: "'-'"
    case .star: "'*'"
    case .slash: "'/'"
    case .percent: "'%'"
    case .starStar: "'**'"
    case .plusPlus: "'++'"
    case .minusMinus: "'--'"
    case .shiftLeft: "'<<'"
    case .shiftRight: "'>>'"
    case .shiftRightUnsigned: "'>>>'"
    case .ampersand: "'&'"
    case .bar: "'|'"
    case .caret: "'^'"
    case .exclamation: "'!'"
    case .tilde: "'~'"
    case .ampersandAmpersand: "'&&'"
    case .barBar: "'||'"
    case .questionQuestion: "'??'"
    case .question: "'?'"
    case .questionDot: "'?.'"
    case .colon: "':'"
    case .equal: "'='"
    case .plusEqual: "'+='"
    case .minusEqual: "'-='"
    case .starEqual: "'*='"
    case .slashEqual: "'/='"
    case .percentEqual: "'%='"
    case .starStarEqual: "'**='"
    case .shiftLeftEqual: "'<<='"
    case .shiftRightEqual: "'>>='"
    case .shiftRightUnsignedEqual: "'>>>='"
    case .ampersandEqual: "'&='"
    case .barEqual: "'|='"
    case .caretEqual: "'^='"
    case .ampersandAmpersandEqual: "'&&='"
    case .barBarEqual: "'||='"
    case .questionQuestionEqual: "'??='"
    case .arrow: "'=>'"
    case .at: "'@'"
    case .hash: "'#'"
    case .`break`: "'break'"
    case .`case`: "'case'"
    case .`catch`: "'catch'"
    case .`class`: "'class'"
    case .const: "'const'"
    case .`continue`: "'continue'"
    case .debugger: "'debugger'"
    case .`default`: "'default'"
    case .delete: "'delete'"
    case .`do`: "'do'"
    case .`else`: "'else'"
    case .`enum`: "'enum'"
    case .export: "'export'"
    case .extends: "'extends'"
    case .`false`: "'false'"
    case .finally: "'finally'"
    case .`for`: "'for'"
    case .function: "'function'"
    case .`if`: "'if'"
    case .`import`: "'import'"
    case .`in`: "'in'"
    case .instanceof: "'instanceof'"
    case .new: "'new'"
    case .null: "'null'"
    case .`return`: "'return'"
    case .`super`: "'super'"
    case .`switch`: "'switch'"
    case .this: "'this'"
    case .`throw`: "'throw'"
    case .`true`: "'true'"
    case .`try`: "'try'"
    case .typeof: "'typeof'"
    case .`var`: "'var'"
    case .void: "'void'"
    case .`while`: "'while'"
    case .with: "'with'"
    }
  }
}
