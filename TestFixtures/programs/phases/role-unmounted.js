// Routers beside mounted ones that nothing loads, though something computes what it requires.
// file: package.json
{ "name": "shop", "private": true, "main": "src/index.js", "scripts": { "start": "node src/index.js" } }
// file: check-routes.js
const fs = require('fs')
for (const name of fs.readdirSync('./src/routes')) require('./src/routes/' + name)
// file: src/index.js
const express = require('express') // role: server
const app = express()
app.use('/a', require('./routes/a'))
app.use('/b', require('./routes/b'))
app.use('/c', require('./routes/c'))
app.use('/d', require('./routes/d'))
const command = (folder) => require(`${folder}/command`)
command(process.argv[2])
app.listen(3000)
// file: src/routes/a.js
module.exports = require('express').Router().get('/', (req, res) => res.end()) // role: server // handler: GET /a
// file: src/routes/b.js
module.exports = require('express').Router().get('/', (req, res) => res.end()) // role: server // handler: GET /b
// file: src/routes/c.js
module.exports = require('express').Router().get('/', (req, res) => res.end()) // role: server // handler: GET /c
// file: src/routes/d.js
module.exports = require('express').Router().get('/', (req, res) => res.end()) // role: server // handler: GET /d
// file: src/routes/forgotten.js
module.exports = require('express').Router().get('/', (req, res) => { // role: script
  game.start()
  res.end()
})
module.exports.path = '/forgotten'
