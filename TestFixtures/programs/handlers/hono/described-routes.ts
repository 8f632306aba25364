// Hono: routes described by objects, and prefixes of applications.
import { OpenAPIHono, createRoute } from '@hono/zod-openapi'
import { Hono } from 'hono'
const route = createRoute({ method: 'get', path: '/{id}', responses: {} })
const books = new OpenAPIHono()
books.openapi(route, async (c) => c.json({})) // handler: GET /api/books/{id}
const app = new Hono().basePath('/api')
app.route('/books', books)
app.get('/', (c) => c.text('')) // handler: GET /api
const plain = new Hono()
const other = plain.basePath('/v1')
plain.get('/', (c) => c.text('')) // handler: GET /
