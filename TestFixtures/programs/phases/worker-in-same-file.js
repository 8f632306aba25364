// A file that is both sides of a worker keeps its handlers.
const { isMainThread, parentPort, Worker } = require('worker_threads') // role: server
const express = require('express')
const fs = require('fs')
if (isMainThread) {
  express().get('/', (req, res) => {
    new Worker(__filename)
    fs.statSync('x') // reached: GET /
    res.end()
  }).listen(3000)
} else {
  fs.readFileSync('x') // reached: no request
  parentPort.postMessage(1)
}
