extension Framework {
  private static let cores = ["@midwayjs/core#", "@midwayjs/decorator#"]

  private static func marked(_ names: [String: DecoratedClass.Meaning]) -> [String: DecoratedClass.Meaning] {
    var table: [String: DecoratedClass.Meaning] = [:]
    for core in cores {
      for (name, meaning) in names { table[core + name] = meaning }
    }
    return table
  }

  private static func named(_ name: String) -> Set<String> { Set(cores.map { $0 + name }) }

  /// Midway 2 and 3: controllers, sockets, schedules, queues. Source: midwayjs.org (Controller, WebSocket, Task, Bull),
  /// 2026.
  static let midway = Framework(
    name: "Midway", package: "@midwayjs/core",
    decorated: [
      DecoratedClass(
        classes: named("Controller"),
        methods: marked([
          "Get": .route("GET"), "Post": .route("POST"), "Put": .route("PUT"), "Patch": .route("PATCH"),
          "Del": .route("DELETE"), "Head": .route("HEAD"), "Options": .route("OPTIONS"), "All": .route("ALL"),
        ]), hasPrefix: true),
      DecoratedClass(
        classes: named("WSController"),
        methods: marked([
          "OnWSMessage": .named("the socket message {0}"), "OnWSConnection": .named("a socket's connection"),
          "OnWSDisConnection": .named("a socket's end"),
        ])),
      DecoratedClass(
        classes: named("Schedule"), always: ["exec": .named("a schedule", .background)], signature: .job),
      DecoratedClass(
        classes: ["@midwayjs/cron#Job"], always: ["onTick": .named("the schedule {class}", .background)],
        signature: .job),
      DecoratedClass(
        classes: ["@midwayjs/bull#Processor"],
        always: ["execute": .named("the job of queue {class}", .background)], signature: .job),
    ],
    awaits: .always, signature: .decorated)
}
