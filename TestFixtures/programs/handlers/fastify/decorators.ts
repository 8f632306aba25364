// Controllers of fastify-decorators.
// file: package.json
{ "name": "shop", "private": true, "dependencies": { "fastify": "^4.0.0", "fastify-decorators": "^3.0.0" } }
// file: app.ts
import Fastify from 'fastify'
import { bootstrap } from 'fastify-decorators'
const app = Fastify()
app.register(bootstrap, { directory: new URL('controllers', import.meta.url), mask: /\.controller\./ })
app.listen({ port: 3000 })
// file: controllers/things.controller.ts
import { Controller, GET, POST, Hook } from 'fastify-decorators'
@Controller({ route: '/things' })
export default class Things {
  @GET('/all', { schema: {} }) async all(request, reply) {} // handler: GET /things/all
  @POST({ url: '/' }) async add(request, reply) {} // handler: POST /things
  @Hook('onSend') async log(request, reply) {} // handler: the onSend hook
  other() {}
}
