import JavaScript
import Semantics
import SourceText

/// A place where request data may do harm: an argument of a call.
package struct KnownSink: Sendable, Hashable {
  package var call: CallReference
  package var argument: Int
  package var sink: SinkClass
}

/// The commonest places, for those who want to see flows. Rules have tables of their own. Sources: Node.js 24
/// documentation, the packages' READMEs, 2026-11.
enum SinkTable {
  private static let files =
    "readFile readFileSync writeFile writeFileSync appendFile appendFileSync createReadStream createWriteStream unlink "
    + "unlinkSync rm rmSync rmdir readdir readdirSync stat statSync lstat mkdir mkdirSync access accessSync exists "
    + "existsSync open openSync copyFile rename"

  /// External path to the argument and its class.
  static let calls: [String: (argument: Int, sink: SinkClass)] = {
    var table: [String: (argument: Int, sink: SinkClass)] = [
      "#eval": (0, .code), "#Function": (0, .code), "#RegExp": (0, .regex), "#fetch": (0, .url),
      "node:vm#runInNewContext": (0, .code), "node:vm#runInThisContext": (0, .code), "axios": (0, .url),
      "got": (0, .url), "node:http#get": (0, .url), "node:https#get": (0, .url), "node:http#request": (0, .url),
      "node:https#request": (0, .url), "node-fetch": (0, .url), "knex().raw": (0, .sql), "knex#raw": (0, .sql),
      "sequelize#Sequelize().query": (0, .sql), "sequelize().query": (0, .sql),
    ]
    for name in ["exec", "execSync"] { table["node:child_process#" + name] = (0, .command) }
    for name in files.parts(between: " ") {
      for module in ["node:fs#", "node:fs/promises#", "node:fs#promises.", "fs-extra#"] {
        table[module + name] = (0, .path)
      }
    }
    for name in ["get", "post", "put", "delete", "head", "patch", "request"] { table["axios#" + name] = (0, .url) }
    for receiver in [
      "pg#Pool()", "pg#Client()", "mysql#createConnection()", "mysql#createPool()", "mysql2#createConnection()",
      "mysql2#createPool()", "mysql2/promise#createPool()", "mysql2/promise#createConnection()", "pg#Pool().connect()",
      "sqlite3#Database()", "better-sqlite3()", "typeorm#Repository()", "typeorm#DataSource()",
    ] {
      for name in ["query", "execute", "all", "get", "run", "exec", "prepare", "each"] {
        table[receiver + "." + name] = (0, .sql)
      }
    }
    for receiver in ["mongoose#model()", "mongodb#MongoClient().db().collection()", "mongoose#Model()"] {
      for name in [
        "find", "findOne", "updateOne", "updateMany", "deleteOne", "deleteMany", "findOneAndUpdate",
        "countDocuments", "exists", "aggregate",
      ] {
        table[receiver + "." + name] = (0, .nosql)
      }
    }
    return table
  }()

  /// By the thing whose method is called.
  static let methods: [String: [String: (argument: Int, sink: SinkClass)]] = [
    "express.response": [
      "sendFile": (0, .path), "download": (0, .path), "redirect": (-1, .redirect), "send": (0, .html),
      "end": (0, .html), "write": (0, .html), "render": (0, .path),
    ],
    "node.response": ["end": (0, .html), "write": (0, .html)],
    "koa.context": ["redirect": (0, .redirect)],
    "fastify.reply": ["redirect": (-1, .redirect), "sendFile": (0, .path)],
  ]
}

extension Flows {
  /// The commonest sinks of a file, in source order.
  package func sinks(in index: FileIndex) -> [KnownSink] {
    let model = file(index)
    return model.calls.indices.flatMap { number -> [KnownSink] in
      let call = CallReference(file: index, call: CallID(number))
      let site = model[call.call]
      let count = model.values(site.arguments).count
      guard count > 0 else { return [] }
      var found: [KnownSink] = []
      for callee in evaluator.callees(of: call, in: .any).prefix(4) where callee.entity.kind == .external {
        let path = evaluator.externals.text(ExternalID(callee.entity.id))
        if let known = SinkTable.calls[path] {
          found.append(KnownSink(call: call, argument: known.argument, sink: known.sink))
        }
      }
      if found.isEmpty, model[site.callee].kind == .member {
        let name = evaluator.text(Atom(model[site.callee].b))
        if SinkTable.methods.values.contains(where: { $0[name] != nil }),
          let thing = thing(receiverOf: call), let known = SinkTable.methods[thing]?[name]
        {
          let argument = known.argument < 0 ? count - 1 : known.argument
          found.append(KnownSink(call: call, argument: argument, sink: known.sink))
        }
      }
      return found
    }
  }

  /// The thing that a method is called on, through chains: `res.status(200).send(…)`.
  package func thing(receiverOf call: CallReference) -> String? {
    let model = file(call.file)
    var callee = model[model[call.call].callee]
    for _ in 0..<6 {
      guard callee.kind == .member else { return nil }
      let base = ValueID(callee.a)
      if let found = thing(base, in: call.file) { return found }
      guard model[base].kind == .call else { return nil }
      callee = model[model[CallID(model[base].a)].callee]
    }
    return nil
  }
}

extension ProgramDump {
  /// Flows of request data into the commonest sinks, by file: `OFFSET CLASS from PART`, then the steps.
  package func flows() -> [String] {
    var asked = 0
    var count = 0
    var lines = included.flatMap { index, file -> [String] in
      var lines: [String] = []
      for sink in program.flows.sinks(in: index) {
        asked += 1
        guard let flow = program.flows.flow(toArgument: sink.argument, of: sink.call, for: sink.sink) else { continue }
        count += 1
        let object = flow.mayBeObject ? ", perhaps an object" : ""
        let place = file[sink.call.call].calleeSpan.start
        lines.append(
          "  \(place) \(sink.sink.rawValue) from \(flow.part.rawValue), \(flow.callLevels) calls away\(object)")
        for step in flow.steps { lines.append("    \(program[step.file].path):\(step.span.start) \(step.text)") }
      }
      return lines.isEmpty ? [] : [file.path] + lines
    }
    lines.append("\(asked) sinks, \(count) of them reached by request data")
    return lines
  }
}
