// Version 5 of Express reads queries without nesting: they are texts.
// file: package.json
{ "name": "shop", "dependencies": { "express": "^5.1.0" } }
// file: app.js
const app = require('express')()
const mongoose = require('mongoose')
const User = mongoose.model('User', new mongoose.Schema({}))
app.get('/', async (req, res) => {
  await User.findOne({ email: req.query.email }) // flow: nothing
  await User.findOne({ email: req.body.email }) // flow: nosql from body
})
