// Setters and validators of Sequelize's columns run where records are made of what came in.
// file: user.js
const bcrypt = require('bcrypt')
const fs = require('fs')
const { DataTypes, Model } = require('sequelize')
class User extends Model {}
module.exports = (sequelize) => {
  User.init({
    name: { type: DataTypes.STRING, validate: {
      isFree(name) {
        if (fs.readFileSync('names').includes(name)) throw new Error('taken') // reached: POST /users
      }
    } },
    password: {
      type: DataTypes.STRING,
      set(password) {
        this.setDataValue('password', bcrypt.hashSync(password, 10)) // reached: POST /users
      }
    }
  }, { sequelize })
  return User
}
// file: app.js
const express = require('express')
const { DataTypes, Sequelize } = require('sequelize')
const fs = require('fs')
const sequelize = new Sequelize(process.env.DATABASE)
const User = require('./user')(sequelize)
const Car = sequelize.define('car', {
  plate: { type: DataTypes.STRING, set(plate) {
    this.setDataValue('plate', fs.readFileSync(plate)) // reached: POST /cars
  } }
})
const app = express()
app.post('/users', (req, res, next) => User.create(req.body).then(() => res.end(), next))
app.post('/cars', (req, res, next) => Car.create(req.body).then(() => res.end(), next))
app.get('/cars', (req, res, next) => Car.findAll({ limit: 9 }).then((cars) => res.json(cars), next))
