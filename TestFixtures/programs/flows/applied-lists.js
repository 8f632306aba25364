// A list that `apply` hands over holds what its elements are.
const { Pool } = require('pg')
const pool = new Pool()
class Model {
  static async all(selector) {
    const { rows } = await pool.query(`SELECT * FROM users WHERE ${selector}`) // flow: sql from query
    return rows
  }
  static async where(...args) {
    return (await Model.all.apply(this, args))[0]
  }
}
require('express')().get('/', async (req, res) => {
  res.json(await Model.where(`id = '${req.query.id}'`))
})
