// Comparisons with constants, switches, and tables of constants.
// file: app.js
const app = require('express')()
const { Pool } = require('pg')
const pool = new Pool()
const TABLES = { user: 'users', post: 'posts' }
app.get('/', (req, res) => {
  const { sort, kind } = req.query
  if (sort === 'name' || sort === 'date') {
    pool.query('select * from t order by ' + sort) // flow: nothing
  }
  if (sort !== 'name' && sort !== 'date') return res.end()
  pool.query('select * from t where 1 order by ' + sort) // flow: nothing
  switch (kind) {
    case 'user':
    case 'post':
      pool.query('select * from ' + kind) // flow: nothing
      break
    default:
      pool.query('select * from ' + kind) // flow: sql from query
  }
  pool.query('select * from ' + TABLES[kind]) // flow: nothing
})
