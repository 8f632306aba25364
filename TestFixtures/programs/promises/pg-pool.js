// A pool of pg that another file makes.
// file: app.js
const pool = require('./db')
async function touch(id) {
  pool.query('update users set seen = true where id = $1', [id]) // promise: dropped
  pool.query('select 1', (error, rows) => {}) // promise: nothing
  const client = await pool.connect() // promise: awaited
  client.query('begin') // promise: dropped
  client.release() // promise: nothing
}
// file: db.js
const { Pool } = require('pg')
module.exports = new Pool()
