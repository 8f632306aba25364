extension ServerType {
  static let jobQueue = ServerType("job queue")
}

extension Framework {
  private static func job(_ places: [Place]) -> RegistrationShape {
    .functions(FunctionShape(places: places, label: .named("the job {0}"), phase: .background, signature: .job))
  }

  /// bee-queue, Agenda, pg-boss, graphile-worker, node-resque, faktory-worker, delayed queues. Sources: their READMEs, 2026.
  static let jobQueues = Framework(
    name: "job queue", package: "agenda",
    makers: [
      "bee-queue()": .jobQueue, "agenda()": .jobQueue, "agenda#Agenda()": .jobQueue,
      "@hokify/agenda#Agenda()": .jobQueue,
      "pg-boss()": .jobQueue, "pg-boss#PgBoss()": .jobQueue, "faktory-worker": .jobQueue,
      "agenda#default()": .jobQueue,
    ],
    annotations: ["agenda": "agenda#Agenda()", "agenda#Agenda": "agenda#Agenda()", "pg-boss": "pg-boss()"],
    registrations: [
      .jobQueue: [(["process", "define", "work", "subscribe", "register", "schedule"], job(Place.last()))]
    ],
    calls: [
      "graphile-worker#run": job(Place.argument(0, "taskList.*")),
      "node-resque#Worker": job(Place.argument(1, "*.perform")),
    ],
    awaits: .always, signature: .job)
}
