// Hono: routes, mounted applications, factories, base paths.
import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
const books = new Hono()
books.get('/:id', (c) => c.text('ok')) // handler: GET /books/:id
const app = new Hono()
app.use('*', async (c, next) => next()) // handler: every request
app.use(createMiddleware(async (c, next) => { await next() })) // handler: every request
app.route('/books', books)
app.on(['PUT', 'DELETE'], '/post', (c) => c.text('ok')) // handler: PUT|DELETE /post
app.onError((error, c) => c.text('no')) // handler: the error handler
app.notFound((c) => c.text('no')) // handler: the not-found handler
export default app
