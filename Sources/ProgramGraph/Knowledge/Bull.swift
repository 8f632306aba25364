extension ServerType {
  static let bullQueue = ServerType("Bull queue")
  static let bullWorker = ServerType("BullMQ worker")
}

extension Framework {
  private static let events: Set<String> = [
    "completed", "failed", "progress", "stalled", "active", "waiting", "drained", "removed", "error", "closed",
    "global:completed", "global:failed", "global:progress", "paused", "resumed", "cleaned", "lock-extension-failed",
    "delayed", "added",
  ]

  private static let event = FunctionShape(
    places: Place.argument(1), label: .named("the queue's {0} event"), phase: .background, awaits: .never,
    signature: .job)

  private static let job = FunctionShape(
    places: Place.last(), label: .named("the job {0}"), phase: .background, signature: .job)

  /// Bull 3 and 4. A path instead of a function runs in another process. Source: REFERENCE.md of bull, 2026.
  static let bull = Framework(
    name: "Bull", package: "bull",
    makers: ["bull()": .bullQueue, "bull#Queue()": .bullQueue, "kue#createQueue()": .bullQueue],
    annotations: ["bull#Queue": "bull()", "bull#default.Queue": "bull()"],
    chaining: [.bullQueue: ["on", "once"]],
    registrations: [.bullQueue: [(["process"], .functions(job)), (["on"], .event(events, event))]],
    awaits: .always, signature: .job)

  /// BullMQ 4 and 5. Source: docs.bullmq.io (Workers, Events), 2026.
  static let bullMQ = Framework(
    name: "BullMQ", package: "bullmq",
    makers: ["bullmq#Worker()": .bullWorker, "bullmq#QueueEvents()": .bullWorker],
    chaining: [.bullWorker: ["on"]],
    registrations: [.bullWorker: [(["on"], .event(events, event))]],
    calls: [
      "bullmq#Worker": .functions(
        FunctionShape(
          places: Place.argument(1), label: .named("the job of queue {0}"), phase: .background, signature: .job))
    ],
    heirs: [HeirMethods(bases: ["bullmq#Worker"], methods: ["process": "a job"], phase: .background, signature: .job)],
    awaits: .always, signature: .job)
}
