// Files started in threads and processes, however their path is put together.
// file: server.js
const path = require('path') // role: server
const { Worker } = require('worker_threads')
const { fork } = require('child_process')
const Piscina = require('piscina')
const express = require('express')
const pool = new Piscina({ filename: path.resolve(__dirname, 'threads/hash.js') })
express().get('/', async (req, res) => {
  new Worker(path.join(__dirname, 'threads', 'pdf.js'))
  fork('./child.js')
  res.json(await pool.run(1))
})
// file: threads/hash.js
const { pbkdf2Sync } = require('crypto') // role: worker
module.exports = (text) => pbkdf2Sync(text, 'x', 1, 1, 'sha1') // reached: no request
// file: threads/pdf.js
const fs = require('fs') // role: worker
fs.readFileSync('x') // reached: no request
// file: child.js
process.on('message', () => {}) // role: worker
// file: port.js
const { parentPort } = require('worker_threads') // role: worker
parentPort.postMessage(1)
