// A helper reached through two spreads of module objects.
// file: crypto.js
const { hashSync: h } = require('bcryptjs')
exports.protect = (secret) => h(secret, 10) // calls: bcryptjs#hashSync // reached: POST /sign-up
// file: utils.js
module.exports = { ...require('./crypto'), ...require('./dates') }
// file: dates.js
exports.today = () => new Date()
// file: app.js
const express = require('express')
const utils = require('./utils')
express().post('/sign-up', (req, res) => {
  const stored = utils.protect(req.body.password) // calls: crypto.js:protect
  res.json({ stored })
})
