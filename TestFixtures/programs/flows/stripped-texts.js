// What a replacement leaves, what a filter lets through, and lists of numbers.
const app = require('express')()
const { Pool } = require('pg')
const fs = require('fs')
const pool = new Pool()
const COLUMNS = ['title', 'city']
app.put('/', (req, res) => {
  const keys = Object.keys(req.body).filter((key) => COLUMNS.includes(key))
  pool.query('set ' + keys.map((key, i) => `${key} = $${i}`).join()) // flow: nothing
  const others = Object.keys(req.body).filter((key) => key.length > 2)
  pool.query('set ' + others.join()) // flow: sql from body
  pool.query('create table ' + req.body.table.replace(/[^a-zA-Z0-9_]/g, '')) // flow: nothing
  pool.query('create table ' + req.body.table.replace(/\W+/g, '_')) // flow: nothing
  pool.query('create table ' + req.body.table.replace(/[^a-z]/, '')) // flow: sql from body
  pool.query('create table ' + req.body.table.replace(/[^a-z;]/g, '')) // flow: sql from body
  pool.query('create table ' + req.body.table.replace(/[^a-z]/g, "'")) // flow: sql from body
  const ids = req.body.ids.split(',').map(Number)
  pool.query(`select 1 where id in (${ids.join()})`) // flow: nothing
  const names = req.body.ids.split(',').map(String)
  pool.query(`select 1 where id in (${names.join()})`) // flow: sql from body
  fs.readFile('x/' + req.body.file.replace(/[^\w.-]/g, ''), () => {}) // flow: nothing
  fs.readFile('x/' + req.body.file.replace(/[^\w./]/g, ''), () => {}) // flow: path from body
})
