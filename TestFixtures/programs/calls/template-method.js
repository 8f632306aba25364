// The base class calls what its subclass defines.
const express = require('express')
const fs = require('fs')
class Job {
  run() {
    return this.work() // calls: Export.work
  }
}
class Export extends Job {
  work() {
    return fs.readFileSync('data') // reached: GET /export
  }
}
express().get('/export', (req, res) => res.send(new Export().run()))
