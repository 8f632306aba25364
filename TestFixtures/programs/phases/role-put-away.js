// Programs in a folder for what was put away, unless something loads, runs or names it.
// file: package.json
{ "name": "bot", "private": true, "main": "index.js", "scripts": { "start": "node index.js", "restore": "node backup/restore.js" }, "dependencies": { "express": "^4.18.0" } }
// file: index.js
const app = require('express')()
const notes = require('./old/notes')
app.get('/notes', (req, res) => res.json(notes.list())) // phase: request
app.use('/archive', require('./routes/archive'))
require(`./${'unused'}/extra`)
app.listen(3000)
// file: old/notes.js
exports.list = () => [] // phase: request // role: server
// file: routes/archive/index.js
const router = require('express').Router() // role: server
router.get('/', (req, res) => res.json([])) // phase: request
module.exports = router
// file: archives/index.js
const app = require('express')() // role: vendored
app.get('/', (req, res) => res.json(require('./all').all)) // phase: none
app.listen(3000)
// file: archives/all.js
exports.all = [] // role: vendored
// file: unused/extra.js
exports.extra = () => {} // role: server
// file: backup/restore.js
console.log('restored') // role: script
