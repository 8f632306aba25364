// A listener is called where its event is emitted, and where no other is.
const { EventEmitter } = require('events')
const express = require('express')
const fs = require('fs')
const bus = new EventEmitter()
bus.on('order', function store(order) { // phase: request
  fs.writeFileSync('orders', order) // reached: POST /orders
})
bus.on('stock', function count() {
  fs.readFileSync('stock') // reached: no request
})
express().post('/orders', (req, res) => {
  bus.emit('order', req.body.id)
  res.end()
})
