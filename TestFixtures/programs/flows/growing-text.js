// A statement that grows piece by piece.
// file: app.js
const app = require('express')()
const mysql = require('mysql')
const connection = mysql.createConnection({})
app.get('/', (req, res) => {
  let sql = 'select * from t where 1'
  if (req.query.name) sql += " and name = '" + req.query.name + "'"
  connection.query(sql) // flow: sql from query
  let other = 'select * from t where 1'
  if (req.query.name) other += ' and name = ' + connection.escape(req.query.name)
  connection.query(other) // flow: nothing
})
