// LoopBack 3 stands on Express 4.
// file: package.json
{ "name": "bot", "private": true, "main": "server/server.js", "dependencies": { "loopback": "^3.22.0" } }
// file: server/server.js
const loopback = require('loopback')
const app = module.exports = loopback()
const router = loopback.Router()
app.get('/dash', (req, res) => res.send('up')) // handler: GET /dash
router.post('/slack', async (req, res) => res.send('ok')) // handler: POST /bot/slack
app.use('/bot', router)
app.listen(3000)
