extension PromiseLibrary {
  /// Packages that look at data and say what is wrong with it, where others would throw.
  static let validators: [PromiseLibrary] = [
    // `validate` gives the errors beside the value; `validateAsync` is rejected with them. joi.dev, version 18.
    PromiseLibrary(
      "Joi", roots: ["joi": "root", "@hapi/joi": "root"],
      things: [
        "root": [
          "assert": .value, "attempt": .value, "compile": .value("schema"), "defaults": .value("root"),
          "extend": .value("root"), "isSchema": .value, "*": .value("schema"),
        ],
        "schema": ["validate": .value, "validateAsync": .promise, "*": .value("schema")],
      ]),
    // What a server is told before it starts is kept at once. hapi.dev/api, version 21.
    PromiseLibrary(
      "hapi", roots: ["@hapi/hapi#server()": "server", "@hapi/hapi#Server()": "server", "hapi#Server()": "server"],
      things: [
        "server": each("ext route decorate expose event log method path state table bind views", .value)
          + each("start initialize stop", .promise)
      ]),
    // Chains gather what is wrong for `validationResult`. express-validator.github.io, version 7.
    PromiseLibrary(
      "express-validator", roots: ["express-validator": "root", "express-validator/check": "root"],
      things: [
        "root": each("body check cookie header param query oneOf checkExact", .value("chain")) + ["*": .value],
        "chain": ["run": .promise.alwaysFulfilled, "*": .value("chain")],
      ]),
  ]
}
