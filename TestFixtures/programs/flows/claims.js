// What the project's own functions say they do, where their bodies cannot tell.
// file: app.js
const app = require('express')()
const fs = require('fs')
const path = require('path')
const { sanitizeName, isPathInside, findPage, mayRead } = require('./outside')
const pages = { a: 'a.html' }
app.get('/', async (req, res) => {
  const { a, b, c, d, e, f } = req.query
  fs.readFile('x/' + sanitizeName(a), () => {}) // flow: nothing
  if (!isPathInside(b)) return res.end()
  fs.readFile(b, () => {}) // flow: nothing
  const page = await findPage(c)
  if (page == null) return res.end()
  fs.readFile('x/' + c, () => {}) // flow: nothing
  if (!pages[d]) return res.end()
  fs.readFile('x/' + d, () => {}) // flow: nothing
  try {
    if (!/^[a-z]+$/.test(e)) throw new Error('no')
  } catch (error) {
    return res.end()
  }
  fs.readFile('x/' + e, () => {}) // flow: nothing
  fs.readFile('x/' + f, () => {}) // flow: path from query
})
app.get('/cleaned', (req, res) => {
  let name = req.query.name
  name = sanitizeName(name)
  fs.readFile(name, () => {}) // flow: nothing
  let file = path.join('x', req.query.file)
  file = path.normalize(file)
  if (!file.startsWith('x')) return res.end()
  fs.readFile(file, () => {}) // flow: nothing
  const parts = []
  parts.push(req.query.part)
  fs.readFile(parts.join('/'), () => {}) // flow: path from query
  const url = new URL(req.url, 'http://x')
  fs.readFile('x' + url.pathname, () => {}) // flow: nothing
})
app.get('/parts', (req, res) => {
  const { a, b } = req.query
  if (!pages.list.includes(`x/${a}`)) return res.end()
  fs.readFile('x/' + a, () => {}) // flow: nothing
  let table = ''
  if (['u', 'v'].includes(b)) table = `t_${b}`
  fs.readFile(table, () => {}) // flow: nothing
})
const guard = (req, res, next) => { if (mayRead(req.user, req.params.team)) next(); else res.sendStatus(403) }
app.get('/teams/:team', guard, (req, res) => fs.readFile('x/' + req.params.team, () => {})) // flow: nothing
// file: outside.js
module.exports = require('outside')
