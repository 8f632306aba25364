// A dependency that is a parameter's default.
const express = require('express')
const fs = require('fs')
const disk = { read: (name) => fs.readFileSync(name) } // reached: GET /p
function load(name, store = disk) {
  return store.read(name) // calls: read
}
class Service {
  constructor({ reader = disk } = {}) {
    this.reader = reader
  }
  get() {
    return this.reader.read('y') // calls: read
  }
}
const service = new Service()
express().get('/p', (req, res) => res.send([load('x'), service.get()]))
