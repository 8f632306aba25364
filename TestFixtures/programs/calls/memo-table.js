// What a table or a Map keeps for each name: the guard is on the entry or on a variable, or it returns early.
const express = require('express')
const fs = require('fs')
const pages = { index: { file: 'index.html', content: null } }
function page(name) {
  if (pages[name] && pages[name].content !== null) return pages[name]
  pages[name].content = fs.readFileSync(pages[name].file) // reached: GET / once
  return pages[name]
}
class Templates {
  constructor() { this.known = new Map(); this.table = {} }
  load(id) {
    let found = this.known.get(id)
    if (!found) {
      found = fs.readFileSync(id) // reached: GET / once
      this.known.set(id, found)
    }
    return found
  }
  entry(id) {
    const found = this.table[id]
    if (found) return found
    this.table[id] = fs.readFileSync(id) // reached: GET / once
    return this.table[id]
  }
  shared(id) {
    const found = this.known.get(id)
    if (found) return found
    const made = fs.readFileSync(id) // reached: GET /
    this.known.set(id, made)
    setImmediate(() => this.known.delete(id))
    return made
  }
  atTimes(id) {
    let found
    if (process.env.CACHE) {
      found = this.known.get(id)
    }
    if (found) return found
    const made = fs.readFileSync(id) // reached: GET /
    this.known.set(id, made)
    return made
  }
  fresh(id) {
    const found = this.known.get(id)
    if (found) return found
    return fs.readFileSync(id) // reached: GET /
  }
}
const templates = new Templates()
express().get('/', (req, res) => {
  res.send([page('index'), templates.load('a'), templates.entry('b'), templates.fresh('c'), templates.shared('d'), templates.atTimes('e')].join(''))
})
