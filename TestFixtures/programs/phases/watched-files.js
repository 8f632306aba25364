// Watchers of files call back for as long as the process runs, not while it starts.
// file: server.js
const { watch } = require('node:fs')
const fs = require('fs')
require('express')().get('/', (req, res) => res.end()).listen(3000) // phase: request
const known = new Set()
function follow(folder) { // phase: start-up
  if (known.has(folder)) return
  known.add(folder)
  watch(folder, () => read(folder)) // phase: background
}
function read(folder) { // phase: background
  fs.readdirSync(folder) // reached: no request
}
follow('logs')
