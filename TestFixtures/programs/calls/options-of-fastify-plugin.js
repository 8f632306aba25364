// What a Fastify plugin needs comes as the second argument of its registration.
// file: package.json
{ "name": "shelf", "type": "module", "dependencies": { "fastify": "^5.1.0" } }
// file: server.js
import Fastify from "fastify";
import { shelf } from "./shelf.js";
import { openStore } from "./store.js";

const app = Fastify();
app.register(shelf, { prefix: "/shelf", store: openStore() });
app.listen({ port: 4100 });
// file: shelf.js
export async function shelf(app, options) {
  app.get(
    "/list",
    async () => { // handler: GET /shelf/list
      return options.store.list(); // calls: store.js:list
    },
  );
}
// file: store.js
import { readdirSync } from "node:fs";

export function openStore() {
  return {
    list() {
      return readdirSync("books"); // reached: GET /shelf/list
    },
  };
}
