// Routers and applications that nothing loads any more: what stands in them answers nobody.
// file: package.json
{ "name": "shop", "private": true, "main": "index.js", "scripts": { "start": "node index.js", "worker": "node jobs/queue" } }
// file: Dockerfile
CMD ["node", "status.js"]
// file: index.js
const express = require('express') // role: server
const app = express()
app.use('/users', require('./routes/users'))
require('./jobs')
app.listen(3000)
// file: routes/users.js
const fs = require('fs') // role: server
const router = require('express').Router()
router.get('/', (req, res) => res.send(fs.readFileSync('a'))) // handler: GET /users // reached: GET /users
module.exports = router
// file: routes/users.bak.js
const fs = require('fs') // role: script
const router = require('express').Router()
const list = require('../controllers/list')
router.get('/', list)
router.get('/all', (req, res) => res.send(fs.readFileSync('a')))
module.exports = router
// file: controllers/list.js
const fs = require('fs') // role: script
module.exports = (req, res) => res.send(fs.readFileSync('b'))
// file: old.js
const app = require('express')() // role: script
app.use('/old', require('./routes/users'))
module.exports = app
// file: status.js
const app = require('express')() // role: server
app.get('/status', (req, res) => res.send('up')) // handler: GET /status
module.exports = app
// file: jobs/queue.js
const app = require('express')() // role: server
app.get('/queue', (req, res) => res.send('up')) // handler: GET /queue
module.exports = app
// file: jobs/index.js
const load = (name) => require(`../plugins/${name}`) // role: server
load('a')
// file: plugins/a.js
module.exports = (app) => {} // role: server
// file: plugins/b/c.js
const router = require('express').Router() // role: server
router.get('/c', (req, res) => res.send('up')) // handler: GET /c
module.exports = router
