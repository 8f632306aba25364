// A constructor function whose methods are closures, made with or without new.
// file: user-dao.js
const bcrypt = require('bcrypt-nodejs')
function UserDAO(db) {
  if (false === (this instanceof UserDAO)) {
    return new UserDAO(db)
  }
  const users = db.collection('users')
  this.add = (name, password) => {
    users.insert({ name, hash: bcrypt.hashSync(password) }) // reached: POST /sign-up
  }
  const compare = (one, other) => bcrypt.compareSync(one, other) // reached: POST /sign-in
  this.check = (name, password) => compare(password, name) // calls: compare
}
module.exports = { UserDAO }
// file: session.js
const { UserDAO } = require('./user-dao')
function SessionHandler(db) {
  const users = new UserDAO(db)
  this.signUp = (req, res) => { // handler: POST /sign-up
    users.add(req.body.name, req.body.password) // calls: user-dao.js:add
    res.end()
  }
  this.signIn = (req, res) => { // handler: POST /sign-in
    users.check(req.body.name, req.body.password) // calls: user-dao.js:check
    res.end()
  }
}
module.exports = SessionHandler
// file: app.js
const express = require('express')
const SessionHandler = require('./session')
const { MongoClient } = require('mongodb')
MongoClient.connect('mongodb://localhost', (error, db) => {
  const app = express()
  const session = new SessionHandler(db)
  app.post('/sign-up', session.signUp)
  app.post('/sign-in', session.signIn)
  app.listen(4000)
})
