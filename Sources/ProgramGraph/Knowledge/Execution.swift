/// When and where functions handed to external code run. Source: Node.js 24 documentation.
enum Execution {
  /// Calls whose work happens in another thread or process: nothing they are given runs on this event loop.
  static let barriers: Set<String> = [
    "node:worker_threads#Worker", "node:child_process#fork", "piscina#Piscina().run", "piscina().run",
    "workerpool#pool().exec", "tinypool().run", "jest-worker#Worker",
  ]

  /// Modules that only make texts of texts, and call nothing they are given, whatever it may be.
  private static let neverCalling = ["node:path#", "node:url#", "node:querystring#"]

  /// Whether nothing that a call is given runs on this event loop.
  static func callsNothing(_ path: String) -> Bool {
    // `path.join(folder, name).split("/").forEach(make)` is a list's affair.
    barriers.contains(path) || path == "#Object.assign"
      || neverCalling.contains(where: path.hasPrefix) && !path.utf8.contains(UInt8(ascii: "("))
  }

  /// Timers: what they are given at start-up runs in the background, not while starting.
  static let timers: Set<String> = [
    "#setInterval", "#setTimeout", "#setImmediate", "node:timers#setInterval", "node:timers#setTimeout",
  ]

  /// Watchers: what they are given runs each time that a file changes. Sources: Node.js 24 documentation (File system), the
  /// packages' READMEs, 2026.
  static let watchers: Set<String> = [
    "node:fs#watch", "node:fs#watchFile", "fs-extra#watch", "fs-extra#watchFile", "graceful-fs#watch",
    "graceful-fs#watchFile", "node-watch", "@parcel/watcher#subscribe", "watch#watchTree",
  ]

  /// Classes that call methods of the classes that extend them, once data comes. Source: Node.js 24 documentation (Stream).
  static let calledOnHeirs: [String: [String]] = {
    let methods: [String: [String]] = [
      "Transform": ["_transform", "_flush"], "Writable": ["_write", "_writev", "_final"], "Readable": ["_read"],
      "Duplex": ["_read", "_write", "_writev", "_final"], "PassThrough": ["_transform", "_flush"],
    ]
    var table: [String: [String]] = [:]
    for (name, called) in methods {
      for package in ["node:stream", "readable-stream"] { table[package + "#" + name] = called }
    }
    return table
  }()

  /// Signals and exits: what they are given runs once, when the process ends.
  static let shutdownEvents: Set<String> = [
    "SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGUSR2", "exit", "beforeExit", "uncaughtException",
    "unhandledRejection",
  ]

  /// Whether a call closes a server: its callback runs when the last connection is gone.
  static func closes(_ path: String) -> Bool {
    path.hasSuffix(".close") && ExternalTypes.type(of: String(path.dropLast(6))) != nil
  }

  /// Where other processes and threads come from, which end without this one.
  static let children = ["node:child_process", "node:worker_threads", "cross-spawn", "execa", "node:cluster"]

  /// Methods that take a listener for an event.
  static let listening: Set<String> = [
    "on", "once", "addListener", "prependListener", "prependOnceListener", "addEventListener", "subscribe",
  ]

  /// Methods that take a listener away, and call nothing.
  static let removing: Set<String> = ["removeListener", "removeEventListener"]

  /// Emitters by what makes them: their listeners run where the program emits, before `emit` returns.
  static let emitters: Set<String> = [
    "node:events()", "node:events#EventEmitter()", "node:events#EventEmitter.EventEmitter()",
    "eventemitter2()", "eventemitter2#EventEmitter2()", "eventemitter3()", "eventemitter3#EventEmitter()",
    "@nestjs/event-emitter#EventEmitter2()", "mitt()", "tiny-emitter()", "tiny-typed-emitter#TypedEmitter()",
    "emittery()", "node:events#EventEmitterAsyncResource()", "events()", "strict-event-emitter#Emitter()",
  ]

  /// Methods of emitters that run the listeners of an event.
  static let emitting: Set<String> = ["emit", "emitAsync", "emitSerial"]

  /// What `for await` takes messages from for as long as the process runs. Sources: nats.io, zeromq.js and mongodb
  /// references, Node.js 24 documentation, 2026.
  static let subscriptions: Set<String> = [
    "nats#connect().subscribe()", "@nats-io/transport-node#connect().subscribe()",
    "nats#connect().jetstream().subscribe()", "nats#connect().jetstream().consumers.get().consume()",
    "@nats-io/jetstream#jetstream().consumers.get().consume()", "node:events#on()", "zeromq#Subscriber()",
    "zeromq#Pull()", "zeromq#Reply()", "zeromq#Router()", "mongodb#MongoClient().db().collection().watch()",
  ]

  /// Functions that call all functions in the list or table they are given, also those that have a name. Source:
  /// caolan.github.io/async, 2026.
  static let callingAll: Set<String> = Set(
    ["async", "neo-async"].flatMap { package in
      [
        "parallel", "parallelLimit", "series", "waterfall", "auto", "autoInject", "race", "tryEach", "applyEach",
        "applyEachSeries",
      ].map { package + "#" + $0 }
    })

  /// Members of a queue that have its worker run, which is the first argument of what made the queue. Sources: the
  /// documentation of async, fastq and better-queue, 2026.
  static let queueing: Set<String> = Set(
    [
      "async#queue()", "async#priorityQueue()", "async#cargo()", "async#cargoQueue()", "fastq()", "fastq#promise()",
      "better-queue()",
    ]
    .flatMap { queue in ["push", "unshift", "pushAsync"].map { queue + "." + $0 } })

  /// Fastify's hooks that run when the server closes.
  static let closingHooks: Set<String> = ["onClose", "preClose"]

  /// Functions that keep what the function they are given returned: it runs once, or once for each argument.
  static let memoizing: Set<String> = [
    "lodash#once", "lodash#memoize", "lodash/once", "lodash/memoize", "lodash.once", "lodash.memoize",
    "underscore#once", "underscore#memoize", "ramda#once", "ramda#memoizeWith", "once", "onetime", "memoizee",
    "memoize", "mem", "p-memoize", "p-once", "memoize-one", "fast-memoize", "lru-memoize", "moize", "nano-memoize",
    "react#cache", "async#memoize",
  ]

  /// Functions whose result, when it is called, calls what they were given.
  static let wrapping: [String: PassThrough.Argument] = {
    var table: [String: PassThrough.Argument] = ["#Proxy": .first]
    let firsts = [
      "debounce", "throttle", "partial", "partialRight", "bind", "curry", "curryRight", "ary", "unary", "after",
      "before", "negate",
    ]
    for package in ["lodash", "underscore", "lodash-es", "ramda"] {
      for name in firsts { table[package + "#" + name] = .first }
      for name in ["flow", "flowRight", "compose", "pipe", "composeWith", "pipeWith"] {
        table[package + "#" + name] = .all
      }
    }
    for name in firsts {
      table["lodash/" + name] = .first
      table["lodash." + name] = .first
    }
    for name in ["flow", "flowRight"] { table["lodash/" + name] = .all }
    table["node:async_hooks#AsyncLocalStorage.bind"] = .first
    table["node:async_hooks#AsyncResource.bind"] = .first
    return table
  }()

  /// Calls that make JSON of their first argument, which runs its `toJSON`.
  static func makesJSON(_ path: String) -> Bool {
    path == "#JSON.stringify"
      || path.hasPrefix("express#Response()") && (path.hasSuffix(".json") || path.hasSuffix(".send"))
  }
}
