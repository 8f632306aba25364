// Functions of the project that make harmless what they give back.
// file: app.js
const app = require('express')()
const fs = require('fs')
const path = require('path')
const base = (name) => path.basename(name)
const normal = (name) => path.normalize(name)
app.get('/:name', (req, res) => {
  fs.readFile(path.join('/data', path.basename(req.params.name)), () => {}) // flow: nothing
  fs.readFile(path.join('/data', base(req.params.name)), () => {}) // flow: nothing
  fs.readFile(path.join('/data', normal(req.params.name)), () => {}) // flow: path from params
  fs.readFile(path.join('/data', req.params.name.replace('../', '')), () => {}) // flow: path from params
})
