// Methods that only look like those of Node.
const express = require('express')
const { Effect } = require('effect')
class Cache {
  readFileSync(name) {
    return this[name]
  }
}
const cache = new Cache()
// speaks of: reached
express().get('/', (req, res) => {
  cache.readFileSync('x') // calls: Cache.readFileSync
  Effect.runSync(req.body) // reached: GET /
  res.end()
})
