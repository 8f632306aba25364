// Methods of Objection's models that a query calls, for the model that it is of.
const bcrypt = require('bcrypt')
const express = require('express')
const { Model } = require('objection')
class Base extends Model {}
class User extends Base {
  $beforeInsert() {
    this.password = bcrypt.hashSync(this.password, 10) // reached: POST /users
  }
  $beforeUpdate() {
    this.password = bcrypt.hashSync(this.password, 12) // reached: PATCH /users/:id
  }
}
class Car extends Base {}
const app = express()
app.post('/users', (req, res, next) => User.query().insert(req.body).then(() => res.end(), next))
app.patch('/users/:id', (req, res, next) => User.query().patch(req.body).findById(req.params.id).then(() => res.end(), next))
app.post('/cars', (req, res, next) => Car.query().insert(req.body).then(() => res.end(), next))
