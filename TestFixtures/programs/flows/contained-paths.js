// Resolved paths that are held against their folder.
// file: app.js
const app = require('express')()
const fs = require('fs')
const path = require('path')
const ROOT = '/data'
app.get('/a/:name', (req, res) => {
  const full = path.resolve(ROOT, req.params.name)
  if (!full.startsWith(ROOT + path.sep)) return res.status(400).end()
  fs.readFile(full, () => {}) // flow: nothing
})
app.get('/b/:name', (req, res) => {
  const full = path.resolve(ROOT, req.params.name)
  const relative = path.relative(ROOT, full)
  if (relative.startsWith('..') || path.isAbsolute(relative)) throw new Error('outside')
  fs.readFile(full, () => {}) // flow: nothing
})
app.get('/c/:name', (req, res) => {
  if (!req.params.name.startsWith('report')) return res.end()
  fs.readFile('/data/' + req.params.name, () => {}) // flow: path from params
})
app.get('/d/:name', (req, res) => {
  if (req.params.name.includes('..')) return res.end()
  fs.readFile('/data/' + req.params.name, () => {}) // flow: nothing
})
app.get('/e/:name', (req, res) => {
  if (req.params.name.includes('/')) return res.end()
  fs.readFile('/data/' + req.params.name, () => {}) // flow: nothing
})
