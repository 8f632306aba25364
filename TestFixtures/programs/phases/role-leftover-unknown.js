// Nothing imports the router, and no file is seen to begin the program: somebody may load it.
// file: package.json
{ "name": "parts", "private": true }
// file: routes/users.js
const router = require('express').Router() // role: server
router.get('/', (req, res) => res.send('up')) // handler: GET /
module.exports = router
// file: app.js
const app = require('express')() // role: server
app.get('/a', (req, res) => res.send('up')) // handler: GET /a
module.exports = app
