/// What emits `error` events that end the process when nobody listens.
///
/// Sources: the documentation of Node 24 (events, http, net, tls, http2, child_process, worker_threads), node-postgres 8,
/// node-redis 3 to 5, mysql 2.18, mysql2 3, amqplib 0.10, ws 8; 2026.
enum EmittersOfErrors {
  enum Reach {
    /// One for the whole process, mostly: a listener anywhere counts.
    case project
    /// Each is looked at for itself.
    case instance
  }

  struct Entry {
    var what: String
    var reach: Reach
    /// When it emits.
    var when: String
    /// Whether it is an error wherever it is made; otherwise only on requests.
    var isAlwaysError: Bool
  }

  private static let request = Entry(
    what: "request", reach: .instance, when: "the other side cannot be reached", isAlwaysError: false)
  private static let socket = Entry(
    what: "socket", reach: .instance, when: "the connection breaks", isAlwaysError: false)
  private static let child = Entry(
    what: "child process", reach: .instance, when: "the program cannot be started", isAlwaysError: false)
  private static let pool = Entry(
    what: "pool", reach: .project, when: "an idle connection breaks", isAlwaysError: true)
  private static let connection = Entry(
    what: "connection", reach: .project, when: "the server ends it", isAlwaysError: true)

  /// A client of redis 3 that is told how often to try again.
  static let givingUp = Entry(
    what: "client", reach: .project, when: "the retries are used up", isAlwaysError: false)

  private static let table: [String: Entry] = [
    "pg#Pool": pool, "pg#default.Pool": pool, "pg#native.Pool": pool, "pg-pool": pool,
    "pg#Client": Entry(what: "client", reach: .project, when: "the connection breaks", isAlwaysError: true),
    "redis#createClient": Entry(
      what: "client", reach: .project, when: "Redis cannot be reached", isAlwaysError: true),
    // Listeners are not copied.
    "redis#createClient().duplicate": Entry(
      what: "client", reach: .instance, when: "Redis cannot be reached", isAlwaysError: true),
    "redis#createCluster": Entry(
      what: "client", reach: .project, when: "Redis cannot be reached", isAlwaysError: true),
    "mysql#createConnection": connection, "mysql2#createConnection": connection,
    // An orderly end by the server is a `close` alone.
    "amqplib#connect": Entry(
      what: "connection", reach: .project, when: "the connection breaks", isAlwaysError: true),
    "node:http#request": request, "node:https#request": request, "node:http#get": request, "node:https#get": request,
    "node:net#connect": socket, "node:net#createConnection": socket, "node:tls#connect": socket,
    "node:http2#connect": socket,
    "node:child_process#spawn": child,
    "node:worker_threads#Worker": Entry(
      what: "worker", reach: .instance, when: "the worker throws", isAlwaysError: false),
  ]

  static func entry(for path: String) -> Entry? { table[path] }

  /// Calls whose last argument is a function that gets a socket: where they stand, and the event if there is one.
  static let givingSockets: [String: (event: String?, what: String)] = [
    "node:net#createServer": (nil, "socket"), "node:tls#createServer": (nil, "socket"),
    "ws#WebSocketServer().on": ("connection", "WebSocket"), "ws#Server().on": ("connection", "WebSocket"),
    "ws#default.Server().on": ("connection", "WebSocket"),
    "ws#default.WebSocketServer().on": ("connection", "WebSocket"),
    "node:net#createServer().on": ("connection", "socket"),
  ]
}
