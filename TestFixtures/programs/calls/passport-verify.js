// Passport calls the verify function while a request signs in.
// file: passport.js
const bcrypt = require('bcryptjs')
const passport = require('passport')
const { Strategy } = require('passport-local')
const users = require('./users')
passport.use(new Strategy(async (name, password, done) => {
  const user = await users.find(name)
  done(null, bcrypt.compareSync(password, user.hash) && user) // reached: sign-in through Passport
}))
passport.deserializeUser((id, done) => done(null, users.read(id)))
// file: users.js
const fs = require('fs')
exports.find = async (name) => ({ name })
exports.read = (id) => fs.readFileSync(id) // reached: every request with a Passport session
// file: app.js
const express = require('express')
require('./passport')
express().get('/', (req, res) => res.end())
