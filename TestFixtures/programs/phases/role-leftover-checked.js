// A check that goes through the folder of the routes loads those that nobody serves any more; it mounts none of them.
// file: package.json
{ "name": "shop", "private": true, "main": "index.js" }
// file: index.js
const express = require('express') // role: server
const app = express()
app.use('/users', require('./routes/users'))
require('./boot')(app)
app.listen(3000)
// file: boot.js
const fs = require('fs') // role: server
const path = require('path')
module.exports = (app) => {
  const folder = path.join(__dirname, 'plugins')
  for (const name of fs.readdirSync(folder)) app.use(require(path.join(folder, name)))
}
// file: plugins/status.js
const router = require('express').Router() // role: server
router.get('/status', (req, res) => res.send('up')) // handler: GET /status
module.exports = router
// file: routes/users.js
const router = require('express').Router() // role: server
router.get('/', (req, res) => res.send('users')) // handler: GET /users
module.exports = router
// file: routes/offices.js
const router = require('express').Router() // role: script
router.get('/', (req, res) => res.send('offices'))
module.exports = router
// file: check-routes.js
const fs = require('fs')
const path = require('path')
const folder = path.join(__dirname, 'routes')
for (const name of fs.readdirSync(folder)) {
  const routes = require(path.join(folder, name))
  console.log(name, typeof routes)
}
