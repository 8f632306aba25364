// Classes that extend the framework's router are mounted each under its own prefix.
// file: package.json
{ "name": "shop", "dependencies": { "express": "^4.21.0" } }
// file: routes/team.js
const { Router } = require('express')
module.exports.Router = class Team extends Router {
  constructor() {
    super()
    this.get('/list', async (req, res) => res.json([])) // handler: GET /team/list
    this.post('/join', [], async (req, res) => res.end()) // handler: POST /team/join
  }
}
module.exports.name = '/team'
// file: routes/base.js
const express = require('express')
class Base extends express.Router {
  constructor() {
    super()
    this.get('/health', (req, res) => res.end()) // handler: GET /status/health
  }
}
module.exports = Base
// file: routes/status.js
const Base = require('./base')
module.exports = class Status extends Base {
  constructor() {
    super()
    this.get('/', (req, res) => res.end()) // handler: GET /status
  }
}
// file: app.js
const express = require('express')
const team = require('./routes/team')
const Status = require('./routes/status')
const app = express()
const status = new Status()
status.get('/late', (req, res) => res.end()) // handler: GET /status/late
app
  .use(express.json())
  .use('/team', new team.Router())
  .use('/status', status)
app.listen(80)
