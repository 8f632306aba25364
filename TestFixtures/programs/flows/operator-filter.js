// Middleware that keeps operators out of every request.
// speaks of: flow
// file: app.js
const app = require('express')()
const sanitize = require('express-mongo-sanitize')
const mongoose = require('mongoose')
const User = mongoose.model('User', new mongoose.Schema({}))
app.use(sanitize())
app.post('/', async (req, res) => { await User.findOne({ email: req.body.email }) })
