// What a Hapi plugin needs comes beside it in the options of its registration.
// file: package.json
{ "name": "shelf", "dependencies": { "@hapi/hapi": "^21.3.0", "bcrypt": "^5.1.0" } }
// file: server.js
const Hapi = require("@hapi/hapi");
const shelf = require("./shelf");
const Keepers = require("./keepers");

async function start() {
  const keepers = new Keepers();
  const server = Hapi.server({ port: 4100 });
  await server.register([{ plugin: shelf, options: { keepers, log: require("./log") } }]);
  await server.start();
}
start();
// file: shelf.js
class ShelfHandler {
  constructor(keepers, log) {
    this._keepers = keepers;
    this._log = log;
  }

  async post(request, h) { // handler: POST /keepers
    this._log.write("keeper"); // calls: log.js:write
    this._keepers.seal(request.payload.word); // calls: keepers.js:Keepers.seal
    return h.response().code(201);
  }
}

module.exports = {
  name: "shelf",
  register: async (server, { keepers, log }) => {
    const handler = new ShelfHandler(keepers, log);
    server.route([{ method: "POST", path: "/keepers", handler: handler.post }]);
  },
};
// file: keepers.js
const bcrypt = require("bcrypt");

class Keepers {
  seal(word) {
    return bcrypt.hashSync(word, 12); // reached: POST /keepers
  }
}
module.exports = Keepers;
// file: log.js
module.exports.write = function write(line) {
  process.stdout.write(line + "\n");
};
