extension PromiseLibrary {
  private static let eventual = PromiseOutcome.promise

  /// Node 24 and ECMAScript 2026. Source: nodejs.org API documentation, MDN.
  static let node: [PromiseLibrary] = [
    PromiseLibrary(
      "JavaScript", roots: ["#Promise": "Promise", "bluebird": "Promise", "#Atomics": "Atomics"],
      things: [
        "Promise": each("all race any reject try", .promise) + each("resolve", .promise.alwaysFulfilled)
          + each("allSettled", .promise.alwaysFulfilled) + each("map each mapSeries props join delay", .promise)
          + ["()": .promise],
        "Atomics": [:],
      ]),
    PromiseLibrary(
      "Node.js",
      roots: [
        "node:fs": "fs", "node:fs/promises": "fs.promises", "fs-extra": "fs-extra", "node:timers/promises": "timers",
        "node:timers": "timers.callback", "node:stream/promises": "stream.promises",
        "node:stream/consumers": "consumers", "node:stream": "stream", "node:dns/promises": "dns.promises",
        "node:dns": "dns", "node:readline/promises": "readline", "node:events": "events",
        "node:util": "util", "#fetch": "fetch", "#WebAssembly": "WebAssembly", "graceful-fs": "fs",
      ],
      things: [
        "fs": ["promises": .value("fs.promises"), "openAsBlob": eventual],
        "fs.promises": [
          "open": .promise("FileHandle"), "watch": .value, "glob": .value, "constants": .value, "*": eventual,
        ],
        "FileHandle": each(
          "appendFile chmod chown close datasync read readFile readv stat sync truncate utimes write writeFile writev",
          eventual),
        // Everything with a twin in node:fs takes a callback or gives a promise.
        "fs-extra": each(
          "copy remove ensureDir ensureFile emptyDir outputFile outputJson outputJSON readJson readJSON writeJson "
            + "writeJSON move mkdirp mkdirs ensureLink ensureSymlink access appendFile chmod chown close "
            + "copyFile fchmod fstat lstat link mkdir mkdtemp open read readdir readFile readlink realpath rename "
            + "rmdir rm stat symlink truncate unlink utimes write writeFile", PromiseOutcome.promise.orCallback)
          // What it cannot reach is not there. Source: fs-extra, lib/path-exists, version 11.
          + ["pathExists": PromiseOutcome.promise.orCallback.alwaysFulfilled],
        "timers": [
          "setTimeout": .promise.alwaysFulfilled, "setImmediate": .promise.alwaysFulfilled,
          "scheduler": .value("scheduler"),
        ],
        "timers.callback": ["promises": .value("timers")],
        "scheduler": ["wait": .promise.alwaysFulfilled, "yield": .promise.alwaysFulfilled],
        "stream.promises": ["pipeline": eventual, "finished": eventual],
        "stream": ["promises": .value("stream.promises")],
        "consumers": ["*": eventual],
        "dns.promises": [
          "Resolver": .value("dns.promises"), "setServers": .value, "getServers": .value, "*": eventual,
        ],
        "dns": ["promises": .value("dns.promises")],
        "readline": ["createInterface": .value("readline.Interface")],
        "readline.Interface": ["question": eventual],
        "events": ["once": eventual],
        "util": [:],
        "fetch": ["()": .promise("Response")],
        "Response": each("json text blob arrayBuffer formData bytes", eventual),
        "WebAssembly": each("compile instantiate compileStreaming instantiateStreaming", eventual),
      ]),
    PromiseLibrary(
      "Node.js", roots: ["#crypto": "webcrypto", "node:crypto": "crypto"],
      things: [
        "crypto": ["webcrypto": .value("webcrypto"), "subtle": .value("subtle")],
        "webcrypto": ["subtle": .value("subtle")],
        "subtle": ["*": eventual],
      ]),
  ]
}
