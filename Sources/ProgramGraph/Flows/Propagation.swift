/// Functions and methods that hand on what they are given. Sources: ECMAScript 2026, Node.js 24 documentation.
enum Propagation {
  /// Methods of texts, lists and buffers whose result is made of what they are called on.
  static let methods: Set<String> = [
    "trim", "trimStart", "trimEnd", "slice", "substring", "substr", "toLowerCase", "toUpperCase", "replace",
    "replaceAll", "split", "concat", "join", "padStart", "padEnd", "repeat", "normalize", "toString", "toJSON",
    "valueOf",
    "at", "charAt", "match", "matchAll", "pop", "shift", "filter", "reverse", "sort", "flat", "flatMap", "map", "find",
    "findLast", "splice", "values", "entries", "keys", "get", "getAll", "json", "text", "arrayBuffer", "formData",
    "toLocaleLowerCase", "toLocaleUpperCase", "reduce", "toSorted", "toReversed", "then", "catch", "finally", "exec",
    "toObject", "with", "first",
  ]

  /// The result is made of the elements, not of what the callback gives.
  static let callbackResults: Set<String> = ["map", "flatMap", "reduce", "then"]

  /// Methods whose result is a text whatever they are called on.
  static let texts: Set<String> = ["toString", "join", "trim", "toLowerCase", "toUpperCase", "replace", "substring"]

  /// Members that are numbers or the like.
  static let harmlessMembers: Set<String> = ["length", "size", "byteLength", "constructor", "prototype"]

  enum Arguments: Sendable {
    case first, all
    case second
  }

  /// Functions from outside, and which of their arguments the result is made of.
  static let functions: [String: Arguments] = [
    "#String": .first, "#JSON.parse": .first, "#JSON.stringify": .first, "#Object.assign": .all,
    "#Object.values": .first, "#Object.keys": .first, "#Object.entries": .first, "#Object.fromEntries": .first,
    "#Array.from": .first, "#Array.of": .all, "#Buffer.from": .first, "#Buffer.concat": .first,
    "node:buffer#Buffer.from": .first, "#decodeURIComponent": .first, "#decodeURI": .first, "#unescape": .first,
    "#encodeURI": .first, "#encodeURIComponent": .first, "#escape": .first, "#Promise.all": .first,
    "#Promise.resolve": .first, "#Promise.allSettled": .first, "#Promise.race": .first, "#structuredClone": .first,
    "#URL": .all, "node:url#URL": .all, "node:url#parse": .first, "node:url#format": .first, "node:url#resolve": .all,
    "#URLSearchParams": .first, "node:url#URLSearchParams": .first, "node:querystring#parse": .first,
    "node:querystring#stringify": .first, "qs#parse": .first, "qs#stringify": .first, "query-string#parse": .first,
    "node:path#join": .all, "node:path#resolve": .all, "node:path#normalize": .first, "node:path#dirname": .first,
    "node:path#format": .first, "node:path#posix.join": .all, "node:path#win32.join": .all, "node:path#extname": .first,
    "node:path#basename": .first, "node:path#relative": .all, "node:util#format": .all, "node:util#inspect": .first,
    "#Set": .first, "#Map": .first, "#Object": .first, "#atob": .first, "#btoa": .first, "#Array": .all,
    "lodash#pick": .first, "lodash#omit": .first, "lodash#merge": .all, "lodash#assign": .all, "lodash#defaults": .all,
    "lodash#get": .first, "lodash#cloneDeep": .first, "lodash#clone": .first, "lodash#trim": .first,
    "lodash#toString": .first, "lodash#map": .first, "lodash#extend": .all, "lodash#toLower": .first,
    "underscore#extend": .all, "underscore#pick": .first, "js-yaml#load": .first, "jwt-decode": .first,
    "jsonwebtoken#decode": .first, "node:fs#realpathSync": .first, "util-extend": .all, "object-assign": .all,
    "dayjs": .first, "moment": .first, "sanitize-html": .first, "he#encode": .first, "he#escape": .first,
    "escape-html": .first, "validator#escape": .first, "validator#trim": .first, "lodash#escape": .first,
    "xss": .first, "dompurify#sanitize": .first, "isomorphic-dompurify#sanitize": .first, "mysql#escape": .first,
    "mysql2#escape": .first, "sqlstring#escape": .first, "pg-format": .all, "shell-quote#quote": .first,
    "sanitize-filename": .first, "mongo-sanitize": .first, "express-mongo-sanitize#sanitize": .first,
    "slugify": .first, "#RegExp": .first, "escape-string-regexp": .first, "#RegExp.escape": .first,
    "lodash#escapeRegExp": .first, "node:url#fileURLToPath": .first, "shescape#quote": .first,
    "shescape#escape": .first,
    // Numbers: harmless but where their size counts.
    "#Number": .first, "#parseInt": .first, "#parseFloat": .first, "#BigInt": .first, "#Number.parseInt": .first,
    "#Number.parseFloat": .first, "#Math.floor": .first, "#Math.max": .all, "#Math.round": .first,
    "#Math.ceil": .first, "#Math.abs": .first, "#Math.trunc": .first, "lodash#toInteger": .first,
    "lodash#toNumber": .first, "validator#toInt": .first, "validator#toFloat": .first,
    "sanitize-filename#sanitize": .first, "@braintree/sanitize-url#sanitizeUrl": .first,
  ]

  /// What others made goes through these whole, be it harmless or not: the document that a text, a sheet or an entry is
  /// taken from. Only for those who ask for `any`.
  static let documents: Set<String> = ["xlsx#read", "xlsx#readFile", "adm-zip"]

  /// Members of such documents that give their parts.
  static let documentMembers: Set<String> = ["getEntries", "getEntry"]

  /// Give what is in a file: the client's, if it was uploaded.
  static let fileReaders: Set<String> = [
    "node:fs#readFileSync", "fs-extra#readFileSync", "node:fs/promises#readFile", "node:fs#promises.readFile",
    "fs-extra#readFile",
  ]

  /// Of these the result is a text or bytes, whatever went in.
  static let textFunctions: Set<String> = [
    "#String", "#JSON.stringify", "#Buffer.from", "node:buffer#Buffer.from", "#Buffer.concat", "node:path#join",
    "node:path#resolve", "node:path#normalize", "node:util#format", "#encodeURIComponent", "#decodeURIComponent",
    "#RegExp", "escape-html", "slugify", "lodash#toString", "lodash#trim", "lodash#escape", "moment", "dayjs",
  ]

  /// Packages whose validation gives back what it was given: it has the shape of the schema then.
  static let validators: Set<String> = [
    "zod", "joi", "@hapi/joi", "yup", "valibot", "superstruct", "ajv", "runtypes", "typia", "io-ts",
    "class-transformer",
    "class-validator", "express-validator", "celebrate", "arktype", "@sinclair/typebox",
  ]

  static let validatingMembers: Set<String> = [
    "parse", "safeParse", "parseAsync", "safeParseAsync", "spa", "validate", "validateSync", "validateAsync", "attempt",
    "create", "check", "decode", "cast", "matchedData", "plainToClass", "plainToInstance", "assert",
  ]
}
