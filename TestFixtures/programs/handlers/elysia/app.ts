// Elysia: chains, groups, plugins.
import { Elysia } from 'elysia'
const users = new Elysia({ prefix: '/users' }).get('/', () => 'all') // handler: GET /users
new Elysia()
  .use(users)
  .onError(({ code }) => code) // handler: the error handler
  .get('/', () => 'home') // handler: GET /
  .group('/v1', (app) => app.post('/sign', ({ body }) => body)) // handler: POST /v1/sign
  .listen(3000)
