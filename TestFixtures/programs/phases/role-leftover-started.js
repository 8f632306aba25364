// A router that nobody loads: what its handlers start begins no program.
// file: package.json
{ "name": "shop", "private": true, "main": "index.js" }
// file: index.js
const express = require('express') // role: server
const app = express()
app.use('/users', require('./routes/users'))
app.listen(3000)
// file: routes/users.js
const router = require('express').Router() // role: server
router.get('/', (req, res) => res.send('users')) // handler: GET /users
module.exports = router
// file: routes/players.js
const router = require('express').Router() // role: script
router.post('/', (req, res) => {
  req.app.player.start(req.body.id)
  res.end()
})
module.exports = router
