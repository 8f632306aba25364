// What runs in another thread or process does not block this one.
// file: app.js
const { fork, spawn } = require('child_process')
const { Worker, isMainThread } = require('worker_threads')
const Piscina = require('piscina')
const express = require('express')
const pool = new Piscina({ filename: './worker.js' })
express().get('/w', async (req, res) => {
  new Worker('./worker.js', { workerData: 1 })
  fork('./worker.js')
  spawn(process.execPath, ['worker.js'])
  await pool.run({ name: 'x' })
  res.end()
})
// file: worker.js
const { parentPort } = require('worker_threads')
const fs = require('fs')
module.exports = ({ name }) => fs.readFileSync(name) // reached: no request
parentPort.on('message', () => {
  fs.readFileSync('x') // reached: no request
})
