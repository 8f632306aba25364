// What is spread into an object that a function is given is read there by its names.
const app = require('express')()
const { Pool } = require('pg')
const pool = new Pool()
app.get('/a', (req, res) => view({ ...req.query, page: 1 }))
const view = async (options) => {
  await pool.query("select '" + options.name + "'") // flow: sql from query
  await pool.query("select '" + options.page + "'") // flow: nothing
}
app.get('/b', (req, res) => list({ name: 'x', ...req.query }))
const list = (options) => pool.query("select '" + options.name + "'") // flow: sql from query
app.get('/c', (req, res) => fixed({ ...req.query, name: 'x' }))
const fixed = (options) => pool.query("select '" + options.name + "'") // flow: nothing
