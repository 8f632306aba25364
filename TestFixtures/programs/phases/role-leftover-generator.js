// What the generator of Express makes: the file that listens has no ending.
// file: package.json
{ "name": "site", "private": true, "scripts": { "start": "node ./bin/www" } }
// file: bin/www
const app = require('../app')
const server = require('http').createServer(app)
server.listen(3000)
// file: app.js
const app = require('express')() // role: shared
app.use('/', require('./routes/index'))
module.exports = app
// file: routes/index.js
const router = require('express').Router() // role: server
router.get('/', (req, res) => res.send('up')) // handler: GET /
module.exports = router
// file: routes/search/index.js
const router = require('express').Router() // role: script
router.get('/search', (req, res) => res.send('up'))
module.exports = router
