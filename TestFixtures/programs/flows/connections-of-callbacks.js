// What a pool hands to a callback is a connection, as what it gives without one.
// file: app.js
const express = require('express')
const { Pool } = require('pg')
const pgPool = new Pool()
const app = express()
app.get('/pg', (req, res, next) => {
  pgPool.connect(function (error, client, release) {
    if (error) return next(error)
    client.query(`SELECT * FROM users WHERE name = '${req.query.name}'`, (failure, result) => { // flow: sql from query
      release()
      res.json(failure ? [] : result.rows)
    })
  })
})
app.listen(3000)
