// Functions, classes and lists that files give away whole, used other than by calling them where they are required.
// file: package.json
{ "name": "p", "private": true, "dependencies": { "express": "4" } }
// file: base.js
const fs = require('fs')
module.exports = class Base {
  read() {
    return fs.readFileSync('base') // reached: GET /heir
  }
}
// file: old.js
const fs = require('fs')
function Old() {}
Old.prototype.load = function () {
  return fs.readFileSync('old') // reached: GET /old
}
module.exports = Old
// file: work.js
const fs = require('fs')
module.exports = (name) => fs.readFileSync(name) // reached: GET /timer
// file: size.js
const fs = require('fs')
module.exports = (name) => fs.statSync(name) // reached: GET /bound
// file: wrap.js
module.exports = (fn) => (req, res, next) => fn(req, res, next).catch(next) // calls: handler.js:handler, unknown(unknown result)
// file: handler.js
const handler = async (req, res) => { // handler: GET /wrapped
  res.end()
}
module.exports = handler
// file: listener.js
const fs = require('fs')
module.exports = () => fs.mkdirSync('listener') // reached: GET /event
// file: steps.js
const fs = require('fs')
module.exports = [(req) => fs.unlinkSync('step')] // reached: GET /steps
// file: app.js
const express = require('express')
const util = require('util')
const EventEmitter = require('events')
const Base = require('./base')
const Old = require('./old')
const work = require('./work')
const size = require('./size')
const wrap = require('./wrap')
const handler = require('./handler')
const listener = require('./listener')
const steps = require('./steps')
class Heir extends Base {
  go() {
    return this.read() // calls: base.js:Base.read
  }
}
function Newer() {
  Old.call(this) // calls: old.js:Old
}
util.inherits(Newer, Old)
const bus = new EventEmitter()
bus.on('asked', listener)
const app = express()
app.get('/heir', (req, res) => res.send(new Heir().go())) // handler: GET /heir
app.get('/old', (req, res) => res.send(new Newer().load())) // handler: GET /old
app.get('/timer', (req, res) => { // handler: GET /timer
  setTimeout(work, 10)
})
app.get('/list', (req, res) => res.send(['a'].map(work))) // handler: GET /list
app.get('/wrapped', wrap(handler))
app.get('/event', (req, res) => bus.emit('asked')) // handler: GET /event
app.get('/bound', (req, res) => size.bind(null, 'a')()) // handler: GET /bound
app.get('/steps', (req, res) => { // handler: GET /steps
  for (const step of steps) step(req)
})
