// What is tested against a list of constants is harmless where the test held.
// file: app.js
const app = require('express')()
const { Pool } = require('pg')
const pool = new Pool()
const COLUMNS = ['name', 'date']
const ORDERS = new Set(['asc', 'desc'])
app.get('/a', (req, res) => {
  if (!COLUMNS.includes(req.query.sort)) return res.status(400).end()
  pool.query('select * from t order by ' + req.query.sort) // flow: nothing
  pool.query('select * from t order by ' + req.query.other) // flow: sql from query
})
app.get('/b', (req, res) => {
  const order = ORDERS.has(req.query.order) ? req.query.order : 'asc'
  pool.query('select * from t order by name ' + order) // flow: nothing
  let sort = req.query.sort
  if (!COLUMNS.includes(sort)) sort = 'name'
  pool.query('select * from t order by ' + sort) // flow: nothing
  if (COLUMNS.indexOf(req.query.column) === -1) throw new Error('no such column')
  pool.query('select ' + req.query.column) // flow: nothing
})
app.get('/c', (req, res) => {
  if (COLUMNS.includes(req.query.sort)) console.log('known')
  pool.query('select * from t order by ' + req.query.sort) // flow: sql from query
})
app.get('/d', (req, res) => {
  const column = COLUMNS.includes(req.query.sort.trim().toLowerCase()) ? req.query.sort.trim().toLowerCase() : 'name'
  pool.query('select ' + column) // flow: nothing
})
app.get('/e', (req, res) => {
  const { kind, way } = req.query
  if (kind === 'sort' && (way == 'asc' || way == 'desc') || kind === 'none' && way == '') {
    pool.query('select ' + kind + ' from t order by name ' + way) // flow: nothing
  }
  if (!(kind === 'sort' && way !== 'asc' || kind !== 'none' && way === 'desc')) {
    pool.query('select ' + kind) // flow: sql from query
  }
  if (kind === 'sort' && way === 'asc' || way === 'desc') {
    pool.query('select ' + way) // flow: nothing
    pool.query('select ' + kind) // flow: sql from query
  }
})
app.get('/f', (req, res) => {
  const order = req.query.order
  const way = ORDERS.has(order) ? order.toUpperCase() : 'ASC'
  const sorted = COLUMNS.includes(req.query.sort) ? `order by ${req.query.sort}` : ''
  pool.query('select * from t order by name ' + way) // flow: nothing
  pool.query('select * from t ' + sorted) // flow: nothing
  pool.query('select * from t ' + (COLUMNS.includes(req.query.sort) ? `order by ${req.query.other}` : '')) // flow: sql from query
})
app.get('/g', (req, res) => {
  const index = COLUMNS.indexOf(req.query.sort)
  if (index !== -1) pool.query('select ' + req.query.sort) // flow: nothing
  if (index >= 0) pool.query('select ' + req.query.sort) // flow: nothing
  const other = COLUMNS.findIndex((column) => column === req.query.other)
  if (other < 0) return res.end()
  pool.query('select ' + req.query.other) // flow: nothing
})
