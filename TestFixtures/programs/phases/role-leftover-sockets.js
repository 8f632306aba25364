// A server of sockets that nobody loads answers nobody.
// file: package.json
{ "name": "club", "private": true, "scripts": { "start": "node src/app.js" }, "dependencies": { "koa": "^2.14.0", "websocket": "^1.0.34" } }
// file: src/app.js
const Koa = require('koa')
const sockets = require('./sockets')
const app = new Koa()
app.use((ctx) => { // handler: every request
  ctx.body = 'ok'
})
sockets(app.listen(3000))
// file: src/sockets.js
const { server } = require('websocket')
module.exports = (httpServer) => {
  const sockets = new server({ httpServer })
  sockets.on('request', (request) => { // handler: a socket's connection
    request.accept('x', request.origin)
  })
}
// file: src/old.js
const { server } = require('websocket')
module.exports = (httpServer) => {
  const sockets = new server({ httpServer })
  sockets.on('request', (request) => {
    request.accept('x', request.origin)
  })
}
