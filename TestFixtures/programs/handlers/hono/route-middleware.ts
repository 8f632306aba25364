// Middleware that stands in the description of a route, and the hook of all routes.
// file: package.json
{ "name": "api", "private": true, "dependencies": { "hono": "^4.0.0", "@hono/zod-openapi": "^0.16.0" } }
// file: app.ts
import { OpenAPIHono, createRoute } from "@hono/zod-openapi"

const auth = (role: string) => async (c, next) => next() // handler: GET /one
const plain = async (c, next) => next() // handler: GET /two
const one = createRoute({ method: "get", path: "/one", middleware: [auth("x")], responses: {} })
const two = createRoute({ method: "get", path: "/two", middleware: plain, responses: {} })
const app = new OpenAPIHono({
  defaultHook: (result, c) => c.json(1), // handler: what follows the check of a route
})
app.openapi(one, async (c) => c.json(1)) // handler: GET /one
app.openapi(two, async (c) => c.json(1)) // handler: GET /two
export default app
