/// When and where functions handed to external code run. Source: Node.js 24 documentation.
enum Execution {
  /// Calls whose work happens in another thread or process: nothing they are given runs on this event loop.
  static let barriers: Set<String> = [
    "node:worker_threads#Worker", "node:child_process#fork", "piscina#Piscina().run", "piscina().run",
    "workerpool#pool().exec", "tinypool().run", "jest-worker#Worker",
  ]

  /// Timers and schedulers: what they are given at start-up runs in the background, not while starting.
  static let timers: Set<String> = [
    "#setInterval", "#setTimeout", "#setImmediate", "node:timers#setInterval", "node:timers#setTimeout",
    "node-cron#schedule", "cron#CronJob", "node-schedule#scheduleJob", "croner#Cron",
  ]

  /// Signals and exits: what they are given runs once, when the process ends.
  static let shutdownEvents: Set<String> = [
    "SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGUSR2", "exit", "beforeExit", "uncaughtException",
    "unhandledRejection",
  ]

  /// Array methods that call their argument with an element first.
  static let elementCallbacks: Set<String> = [
    "forEach", "map", "filter", "some", "every", "find", "findIndex", "findLast", "flatMap",
  ]
}
