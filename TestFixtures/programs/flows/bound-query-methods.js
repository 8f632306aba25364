// Methods of a driver that are tied to their connection, promised or not, are those methods.
const express = require('express')
const mysql = require('mysql')
const util = require('util')
const app = express()
const connection = mysql.createConnection({ host: 'db' })
const query = util.promisify(connection.query).bind(connection)
const promised = util.promisify(connection.query.bind(connection))
const plain = connection.query.bind(connection)
app.get('/a', async (req, res) => {
  res.json(await query(`SELECT * FROM a WHERE id = ${req.query.id}`)) // flow: sql from query
})
app.get('/b', async (req, res) => {
  res.json(await promised('SELECT * FROM b WHERE id = ' + req.params.id)) // flow: sql from params
})
app.get('/c', (req, res) => {
  plain('SELECT * FROM c WHERE id = ' + req.params.id, (error, rows) => res.json(rows)) // flow: sql from params
  plain('SELECT * FROM c WHERE id = ?', [req.params.id], (error, rows) => res.json(rows))
})
app.listen(3000)
