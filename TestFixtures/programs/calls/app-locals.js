// Services kept in app.locals.
// file: app.js
const express = require('express')
const makeStore = require('./store')
const app = express()
app.locals.store = makeStore()
app.use('/items', require('./items'))
// file: store.js
const fs = require('fs')
module.exports = () => ({
  read: () => fs.readFileSync('items'), // reached: GET /items
})
// file: items.js
const router = require('express').Router()
router.get('/', (req, res) => {
  const items = req.app.locals.store.read() // calls: store.js:read
  res.json(items)
})
module.exports = router
