// A loop that registers the members of controllers leaves names out: those are no routes.
// file: base.js
class Base {
  _go = async (req, res) => { res.redirect('/') }
  constructor() {}
}
module.exports = Base
// file: games.js
const Base = require('./base')
class Games extends Base {
  index = async (req, res) => { res.send('hi') } // handler: GET of a computed path, POST of a computed path, PUT of a computed path
  _flash = async (req, res) => { res.locals.f = 1 }
}
module.exports = Games
// file: app.js
const express = require('express')
const Games = require('./games')
const app = express()
const router = express.Router()
const controllers = { games: new Games() }
for (const c in controllers) {
  for (const m in controllers[c]) {
    if (m[0] === '_') console.log('no route')
    else router.get(`/${c}/${m}`, controllers[c][m])
  }
  for (const m of Object.keys(controllers[c])) {
    if (m.startsWith('_')) continue
    router.post(`/${c}/${m}`, controllers[c][m])
  }
  Object.keys(controllers[c]).forEach((m) => {
    if (['_go', '_flash', 'constructor'].includes(m)) return
    router.put(`/${c}/${m}`, controllers[c][m])
  })
}
app.use(router)
app.listen(4302)
