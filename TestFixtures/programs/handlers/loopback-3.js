// LoopBack 3 stands on Express 4; loopback-boot calls what the files in boot give away.
// file: package.json
{ "name": "bot", "private": true, "main": "server/server.js", "dependencies": { "loopback": "^3.22.0", "loopback-boot": "^2.6.5" } }
// file: server/server.js
const loopback = require('loopback')
const boot = require('loopback-boot')
const app = module.exports = loopback()
app.get('/dash', (req, res) => res.send('up')) // handler: GET /dash
boot(app, __dirname, (error) => app.listen(3000))
// file: server/boot/routes.js
module.exports = (app) => {
  const router = app.loopback.Router()
  app.post('/slack', async (req, res) => res.send('ok')) // handler: POST /slack
}
