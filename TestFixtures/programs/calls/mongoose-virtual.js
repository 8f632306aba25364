// A virtual's getter runs when the property is read.
// file: page.js
const fs = require('fs')
const mongoose = require('mongoose')
const schema = new mongoose.Schema({ file: String })
schema.virtual('html').get(function () {
  return fs.readFileSync(this.file) // reached: GET /page
})
module.exports = mongoose.model('Page', schema)
// file: app.js
const express = require('express')
const Page = require('./page')
express().get('/page', async (req, res) => {
  const page = await Page.findOne({ name: req.query.name })
  res.send(page.html)
})
