// A helper calls back what it was handed: in the background only what is handed over there.
// file: server.js
const express = require('express')
const orders = require('./orders')
require('./worker')
express().get('/health', (req, res) => res.end()).listen(3000) // phase: request
// file: store.js
const fs = require('fs')
exports.read = (name, callback) => { // phase: background
  fs.readFile(name, (error, text) => callback(error, text)) // phase: background
}
// file: worker.js
const store = require('./store')
setInterval(() => store.read('tokens', (error, tokens) => { console.log(tokens.length) }), 60000) // phase: background, background
// file: orders.js
const fs = require('fs')
const store = require('./store')
const menu = () => fs.readFileSync('menu.json', 'utf8') // phase: none
exports.place = (done) => { // phase: none
  store.read('orders', (error, orders) => { // phase: none
    done(200, menu())
  })
}
