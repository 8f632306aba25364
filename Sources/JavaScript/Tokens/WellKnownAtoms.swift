/// Names with the same atom in every table: the words of the language, then names that analyses ask for.
///
/// The order of the reserved words is that of `TokenKind`; a test holds the two together.
public enum WellKnownAtoms {
  /// How many of the first atoms are reserved words.
  public static let reservedCount: UInt32 = 36

  static var emptyText: UnsafePointer<UInt8> { ("" as StaticString).utf8Start }

  public static let texts: [StaticString] = [
    "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum",
    "export", "extends", "false", "finally", "for", "function", "if", "import", "in", "instanceof", "new", "null",
    "return", "super", "switch", "this", "throw", "true", "try", "typeof", "var", "void", "while", "with", "yield",
    "let", "static", "implements", "interface", "package", "private", "protected", "public", "await", "async", "get",
    "set", "of", "as", "from", "type", "abstract", "accessor", "any", "asserts", "assert", "bigint", "boolean",
    "constructor", "declare", "defer", "global", "infer", "intrinsic", "is", "keyof", "module", "namespace", "never",
    "number", "object", "out", "override", "readonly", "require", "satisfies", "source", "string", "symbol",
    "target", "meta", "undefined", "unique", "unknown", "using", "arguments", "eval", "console", "process",
    "exports", "prototype", "Object", "Promise", "Array", "JSON", "Math", "Buffer", "Symbol", "Reflect",
    "globalThis", "window", "document", "self", "then", "all", "allSettled", "race", "resolve", "reject", "map",
    "forEach", "filter", "reduce", "reduceRight", "some", "every", "find", "findIndex", "findLast", "flatMap",
    "sort", "entries", "keys", "values", "push", "pop", "shift", "unshift", "splice", "slice", "concat", "join",
    "call", "apply", "bind", "next", "done", "length", "name", "env", "NODE_ENV", "log", "error", "warn", "info",
    "debug", "trace", "on", "once", "emit", "addListener", "listen", "close", "use", "route", "post", "put", "patch",
    "head", "options", "del", "param", "router", "Router", "express", "fastify", "koa", "createServer", "setTimeout",
    "setInterval", "setImmediate", "queueMicrotask", "nextTick", "use strict", "__dirname", "__filename",
    "createRequire", "getBuiltinModule", "assign", "defineProperty", "freeze", "create", "props", "children",
    "render", "component", "useEffect", "define", "register", "decorate", "handler", "method", "url", "path",
    "prefix", "app", "req", "res", "request", "response", "reply", "ctx", "err", "cb", "callback", "exec",
    "execSync", "readFileSync", "__proto__",
  ]
}

extension Atom {
  @inlinable public static var `break`: Atom { Atom(1) }
  @inlinable public static var `case`: Atom { Atom(2) }
  @inlinable public static var `catch`: Atom { Atom(3) }
  @inlinable public static var `class`: Atom { Atom(4) }
  @inlinable public static var const: Atom { Atom(5) }
  @inlinable public static var `continue`: Atom { Atom(6) }
  @inlinable public static var debugger: Atom { Atom(7) }
  @inlinable public static var `default`: Atom { Atom(8) }
  @inlinable public static var delete: Atom { Atom(9) }
  @inlinable public static var `do`: Atom { Atom(10) }
  @inlinable public static var `else`: Atom { Atom(11) }
  @inlinable public static var `enum`: Atom { Atom(12) }
  @inlinable public static var export: Atom { Atom(13) }
  @inlinable public static var extends: Atom { Atom(14) }
  @inlinable public static var `false`: Atom { Atom(15) }
  @inlinable public static var finally: Atom { Atom(16) }
  @inlinable public static var `for`: Atom { Atom(17) }
  @inlinable public static var function: Atom { Atom(18) }
  @inlinable public static var `if`: Atom { Atom(19) }
  @inlinable public static var `import`: Atom { Atom(20) }
  @inlinable public static var `in`: Atom { Atom(21) }
  @inlinable public static var instanceof: Atom { Atom(22) }
  @inlinable public static var new: Atom { Atom(23) }
  @inlinable public static var null: Atom { Atom(24) }
  @inlinable public static var `return`: Atom { Atom(25) }
  @inlinable public static var `super`: Atom { Atom(26) }
  @inlinable public static var `switch`: Atom { Atom(27) }
  @inlinable public static var this: Atom { Atom(28) }
  @inlinable public static var `throw`: Atom { Atom(29) }
  @inlinable public static var `true`: Atom { Atom(30) }
  @inlinable public static var `try`: Atom { Atom(31) }
  @inlinable public static var typeof: Atom { Atom(32) }
  @inlinable public static var `var`: Atom { Atom(33) }
  @inlinable public static var void: Atom { Atom(34) }
  @inlinable public static var `while`: Atom { Atom(35) }
  @inlinable public static var with: Atom { Atom(36) }
  @inlinable public static var yield: Atom { Atom(37) }
  @inlinable public static var `let`: Atom { Atom(38) }
  @inlinable public static var `static`: Atom { Atom(39) }
  @inlinable public static var implements: Atom { Atom(40) }
  @inlinable public static var interface: Atom { Atom(41) }
  @inlinable public static var package: Atom { Atom(42) }
  @inlinable public static var `private`: Atom { Atom(43) }
  @inlinable public static var protected: Atom { Atom(44) }
  @inlinable public static var `public`: Atom { Atom(45) }
  @inlinable public static var await: Atom { Atom(46) }
  @inlinable public static var async: Atom { Atom(47) }
  @inlinable public static var get: Atom { Atom(48) }
  @inlinable public static var set: Atom { Atom(49) }
  @inlinable public static var of: Atom { Atom(50) }
  @inlinable public static var `as`: Atom { Atom(51) }
  @inlinable public static var from: Atom { Atom(52) }
  @inlinable public static var type: Atom { Atom(53) }
  @inlinable public static var abstract: Atom { Atom(54) }
  @inlinable public static var accessor: Atom { Atom(55) }
  @inlinable public static var any: Atom { Atom(56) }
  @inlinable public static var asserts: Atom { Atom(57) }
  @inlinable public static var assert: Atom { Atom(58) }
  @inlinable public static var bigint: Atom { Atom(59) }
  @inlinable public static var boolean: Atom { Atom(60) }
  @inlinable public static var constructor: Atom { Atom(61) }
  @inlinable public static var declare: Atom { Atom(62) }
  @inlinable public static var `defer`: Atom { Atom(63) }
  @inlinable public static var global: Atom { Atom(64) }
  @inlinable public static var infer: Atom { Atom(65) }
  @inlinable public static var intrinsic: Atom { Atom(66) }
  @inlinable public static var `is`: Atom { Atom(67) }
  @inlinable public static var keyof: Atom { Atom(68) }
  @inlinable public static var module: Atom { Atom(69) }
  @inlinable public static var namespace: Atom { Atom(70) }
  @inlinable public static var never: Atom { Atom(71) }
  @inlinable public static var number: Atom { Atom(72) }
  @inlinable public static var object: Atom { Atom(73) }
  @inlinable public static var out: Atom { Atom(74) }
  @inlinable public static var override: Atom { Atom(75) }
  @inlinable public static var readonly: Atom { Atom(76) }
  @inlinable public static var require: Atom { Atom(77) }
  @inlinable public static var satisfies: Atom { Atom(78) }
  @inlinable public static var source: Atom { Atom(79) }
  @inlinable public static var string: Atom { Atom(80) }
  @inlinable public static var symbol: Atom { Atom(81) }
  @inlinable public static var target: Atom { Atom(82) }
  @inlinable public static var meta: Atom { Atom(83) }
  @inlinable public static var undefined: Atom { Atom(84) }
  @inlinable public static var unique: Atom { Atom(85) }
  @inlinable public static var unknown: Atom { Atom(86) }
  @inlinable public static var using: Atom { Atom(87) }
  @inlinable public static var arguments: Atom { Atom(88) }
  @inlinable public static var eval: Atom { Atom(89) }
  @inlinable public static var console: Atom { Atom(90) }
  @inlinable public static var process: Atom { Atom(91) }
  @inlinable public static var exports: Atom { Atom(92) }
  @inlinable public static var prototype: Atom { Atom(93) }
  @inlinable public static var Object: Atom { Atom(94) }
  @inlinable public static var Promise: Atom { Atom(95) }
  @inlinable public static var Array: Atom { Atom(96) }
  @inlinable public static var JSON: Atom { Atom(97) }
  @inlinable public static var Math: Atom { Atom(98) }
  @inlinable public static var Buffer: Atom { Atom(99) }
  @inlinable public static var Symbol: Atom { Atom(100) }
  @inlinable public static var Reflect: Atom { Atom(101) }
  @inlinable public static var globalThis: Atom { Atom(102) }
  @inlinable public static var window: Atom { Atom(103) }
  @inlinable public static var document: Atom { Atom(104) }
  @inlinable public static var selfName: Atom { Atom(105) }
  @inlinable public static var then: Atom { Atom(106) }
  @inlinable public static var all: Atom { Atom(107) }
  @inlinable public static var allSettled: Atom { Atom(108) }
  @inlinable public static var race: Atom { Atom(109) }
  @inlinable public static var resolve: Atom { Atom(110) }
  @inlinable public static var reject: Atom { Atom(111) }
  @inlinable public static var map: Atom { Atom(112) }
  @inlinable public static var forEach: Atom { Atom(113) }
  @inlinable public static var filter: Atom { Atom(114) }
  @inlinable public static var reduce: Atom { Atom(115) }
  @inlinable public static var reduceRight: Atom { Atom(116) }
  @inlinable public static var some: Atom { Atom(117) }
  @inlinable public static var every: Atom { Atom(118) }
  @inlinable public static var find: Atom { Atom(119) }
  @inlinable public static var findIndex: Atom { Atom(120) }
  @inlinable public static var findLast: Atom { Atom(121) }
  @inlinable public static var flatMap: Atom { Atom(122) }
  @inlinable public static var sort: Atom { Atom(123) }
  @inlinable public static var entries: Atom { Atom(124) }
  @inlinable public static var keys: Atom { Atom(125) }
  @inlinable public static var values: Atom { Atom(126) }
  @inlinable public static var push: Atom { Atom(127) }
  @inlinable public static var pop: Atom { Atom(128) }
  @inlinable public static var shift: Atom { Atom(129) }
  @inlinable public static var unshift: Atom { Atom(130) }
  @inlinable public static var splice: Atom { Atom(131) }
  @inlinable public static var slice: Atom { Atom(132) }
  @inlinable public static var concat: Atom { Atom(133) }
  @inlinable public static var join: Atom { Atom(134) }
  @inlinable public static var call: Atom { Atom(135) }
  @inlinable public static var apply: Atom { Atom(136) }
  @inlinable public static var bind: Atom { Atom(137) }
  @inlinable public static var next: Atom { Atom(138) }
  @inlinable public static var done: Atom { Atom(139) }
  @inlinable public static var length: Atom { Atom(140) }
  @inlinable public static var name: Atom { Atom(141) }
  @inlinable public static var env: Atom { Atom(142) }
  @inlinable public static var NODE_ENV: Atom { Atom(143) }
  @inlinable public static var log: Atom { Atom(144) }
  @inlinable public static var error: Atom { Atom(145) }
  @inlinable public static var warn: Atom { Atom(146) }
  @inlinable public static var info: Atom { Atom(147) }
  @inlinable public static var debug: Atom { Atom(148) }
  @inlinable public static var trace: Atom { Atom(149) }
  @inlinable public static var on: Atom { Atom(150) }
  @inlinable public static var once: Atom { Atom(151) }
  @inlinable public static var emit: Atom { Atom(152) }
  @inlinable public static var addListener: Atom { Atom(153) }
  @inlinable public static var listen: Atom { Atom(154) }
  @inlinable public static var close: Atom { Atom(155) }
  @inlinable public static var use: Atom { Atom(156) }
  @inlinable public static var route: Atom { Atom(157) }
  @inlinable public static var post: Atom { Atom(158) }
  @inlinable public static var put: Atom { Atom(159) }
  @inlinable public static var patch: Atom { Atom(160) }
  @inlinable public static var head: Atom { Atom(161) }
  @inlinable public static var options: Atom { Atom(162) }
  @inlinable public static var del: Atom { Atom(163) }
  @inlinable public static var param: Atom { Atom(164) }
  @inlinable public static var router: Atom { Atom(165) }
  @inlinable public static var Router: Atom { Atom(166) }
  @inlinable public static var express: Atom { Atom(167) }
  @inlinable public static var fastify: Atom { Atom(168) }
  @inlinable public static var koa: Atom { Atom(169) }
  @inlinable public static var createServer: Atom { Atom(170) }
  @inlinable public static var setTimeout: Atom { Atom(171) }
  @inlinable public static var setInterval: Atom { Atom(172) }
  @inlinable public static var setImmediate: Atom { Atom(173) }
  @inlinable public static var queueMicrotask: Atom { Atom(174) }
  @inlinable public static var nextTick: Atom { Atom(175) }
  @inlinable public static var useStrict: Atom { Atom(176) }
  @inlinable public static var __dirname: Atom { Atom(177) }
  @inlinable public static var __filename: Atom { Atom(178) }
  @inlinable public static var createRequire: Atom { Atom(179) }
  @inlinable public static var getBuiltinModule: Atom { Atom(180) }
  @inlinable public static var assign: Atom { Atom(181) }
  @inlinable public static var defineProperty: Atom { Atom(182) }
  @inlinable public static var freeze: Atom { Atom(183) }
  @inlinable public static var create: Atom { Atom(184) }
  @inlinable public static var props: Atom { Atom(185) }
  @inlinable public static var children: Atom { Atom(186) }
  @inlinable public static var render: Atom { Atom(187) }
  @inlinable public static var component: Atom { Atom(188) }
  @inlinable public static var useEffect: Atom { Atom(189) }
  @inlinable public static var define: Atom { Atom(190) }
  @inlinable public static var register: Atom { Atom(191) }
  @inlinable public static var decorate: Atom { Atom(192) }
  @inlinable public static var handler: Atom { Atom(193) }
  @inlinable public static var method: Atom { Atom(194) }
  @inlinable public static var url: Atom { Atom(195) }
  @inlinable public static var path: Atom { Atom(196) }
  @inlinable public static var prefix: Atom { Atom(197) }
  @inlinable public static var app: Atom { Atom(198) }
  @inlinable public static var req: Atom { Atom(199) }
  @inlinable public static var res: Atom { Atom(200) }
  @inlinable public static var request: Atom { Atom(201) }
  @inlinable public static var response: Atom { Atom(202) }
  @inlinable public static var reply: Atom { Atom(203) }
  @inlinable public static var ctx: Atom { Atom(204) }
  @inlinable public static var err: Atom { Atom(205) }
  @inlinable public static var cb: Atom { Atom(206) }
  @inlinable public static var callback: Atom { Atom(207) }
  @inlinable public static var exec: Atom { Atom(208) }
  @inlinable public static var execSync: Atom { Atom(209) }
  @inlinable public static var readFileSync: Atom { Atom(210) }
  @inlinable public static var proto: Atom { Atom(211) }
}
