// From a route through a controller and a service to the database.
// file: app.js
const app = require('express')()
const users = require('./controller')
app.get('/users', users.list)
// file: controller.js
const service = require('./service')
exports.list = async (req, res) => {
  const found = await service.list(req.query.sort, 10)
  res.json(found)
}
// file: service.js
const { Pool } = require('pg')
const pool = new Pool()
exports.list = (sort, limit) => {
  pool.query('select * from users limit $1', [limit]) // flow: nothing
  return pool.query('select * from users order by ' + sort) // flow: sql from query
}
