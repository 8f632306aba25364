// XRPC of @atproto.
const { createServer } = require('@atproto/xrpc-server')
const app = require('express')()
const server = createServer([], {})
server.method('app.feed.get', async ({ params }) => {}) // handler: the XRPC method app.feed.get
server.method('app.feed.describe', {
  auth: async ({ req }) => {}, // handler: the XRPC method app.feed.describe
  handler: async () => {}, // handler: the XRPC method app.feed.describe
})
app.use(server.router)
app.listen(3000)
