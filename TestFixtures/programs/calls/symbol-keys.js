// What stands under a symbol is none of the members that have names.
// file: app.js
const express = require('express')
const fs = require('fs')
const shop = {
  start() {
    return fs.readFileSync('stock.json') // reached: no request
  },
}
express().get('/', (req, res) => {
  shop[Symbol.dispose]?.() // calls: unknown(computed member)
  res.json(1)
})
