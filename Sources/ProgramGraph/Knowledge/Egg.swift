extension ServerType {
  static let eggRouter = ServerType("Egg router")
  static let eggSocket = ServerType("Egg socket namespace")
}

extension Framework {
  private static let methods: Set<String> = [
    "head", "options", "get", "put", "post", "patch", "delete", "del",
  ]

  /// What Egg calls the thing that its files are given.
  static let eggApplication = "egg#Application()"

  /// Egg 1 to 3 with egg-socket.io: everything stands in folders of `app`. Source: eggjs.org (Directory Structure, Router,
  /// Middleware, Scheduled tasks, Socket.IO), 2026.
  static let egg = Framework(
    name: "Egg", package: "egg",
    makers: [eggApplication: .eggRouter, eggApplication + ".router": .eggRouter, eggApplication + ".io": .eggSocket],
    annotations: ["egg#Application": eggApplication, "@midwayjs/web#Application": eggApplication],
    chaining: [.eggRouter: methods.union(["resources", "redirect", "use", "all"]), .eggSocket: ["of", "use"]],
    derived: [.eggRouter: ["namespace": .eggRouter]],
    registrations: [
      .eggRouter: [
        (methods, .verb()), (["all"], .all()), (["use"], .use), (["resources", "resource"], .resource),
        (["namespace"], .prefix),
      ],
      .eggSocket: [
        (
          ["route"],
          .functions(
            FunctionShape(places: Place.argument(1), label: .named("the socket event {0}"), signature: .koa))
        )
      ],
    ],
    heirs: [
      HeirMethods(
        bases: ["egg#Subscription"], methods: ["subscribe": "the schedule"], phase: .background)
    ],
    files: [
      FileConvention(
        packages: ["egg", "@midwayjs/web"], roots: ["app/middleware", "src/app/middleware"], route: .none,
        exports: [
          FileConvention.Export(name: "default", label: "every request", paths: ["()"], givesWay: true)
        ]),
      FileConvention(
        packages: ["egg", "@midwayjs/web"], roots: ["app/io/middleware", "src/app/io/middleware"], route: .none,
        exports: [
          FileConvention.Export(name: "default", label: "every socket event", paths: ["()"], givesWay: true)
        ]),
      FileConvention(
        packages: ["egg", "@midwayjs/web"], roots: ["app/schedule", "src/app/schedule"], route: .none,
        exports: [
          FileConvention.Export(
            name: "default", label: "the schedule {file}", paths: ["task", "()task", "()prototype.subscribe"],
            phase: .background)
        ]),
    ],
    awaits: .always, signature: .koa)

  /// The classes of Egg that the program's extend, by path. What their things have is `this.ctx`, `this.service`, ….
  static let eggClasses = [
    "egg#Controller", "egg#Service", "egg#Subscription", eggApplication + ".Controller", eggApplication + ".Service",
    eggApplication + ".Subscription",
  ]

  /// What the request is in their methods. A schedule has none: its context is made for it.
  static let eggContexts = Set(eggClasses.filter { !$0.hasSuffix("Subscription") }.map { $0 + "().ctx" })
}
