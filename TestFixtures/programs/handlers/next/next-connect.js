// next-connect: handlers without a path serve the route of their file.
// file: package.json
{ "name": "web", "private": true, "dependencies": { "next": "13.0.0", "next-connect": "^1.0.0", "react": "18.0.0" } }
// file: pages/api/items/index.js
import nc from 'next-connect'
const handler = nc({
  onError(error, req, res) {}, // handler: the error handler
  onNoMatch(req, res) {}, // handler: a request without a handler
})
  .use((req, res, next) => next()) // handler: every request
  .get((req, res) => res.json([])) // handler: GET /api/items
handler.post(check, async (req, res) => res.end()) // handler: POST /api/items
function check(req, res, next) { next() } // handler: POST /api/items
export default handler
// file: app/api/orders/route.js
import { createRouter } from 'next-connect'
const router = createRouter()
router.put(async (request, context) => new Response('')) // handler: PUT /api/orders
router.get('/api/orders/:id', (request) => new Response('')) // handler: GET /api/orders/:id
export const unused = router.handler({
  onError: (error) => new Response('', { status: 500 }), // handler: the error handler
})
// file: lib/shared.js
import nc from 'next-connect'
export const shared = nc().delete((req, res) => res.end()) // handler: DELETE of a computed path
