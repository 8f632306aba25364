// Hono's factory: handlers that it makes have the route they are put on, and its applications begin with their set-up.
import { createFactory } from 'hono/factory'
const factory = createFactory({
  initApp: (app) => {
    app.use(async (c, next) => next()) // handler: every request
  }
})
const app = factory.createApp()
const check = factory.createMiddleware(async (c, next) => next()) // handler: GET /x
const read = factory.createHandlers(check, async (c) => c.text('x')) // handler: GET /x
app.get('/x', ...read)
export default app
