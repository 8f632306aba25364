// A class that is an emitter: it listens to itself and emits from a method.
const EventEmitter = require('events')
const express = require('express')
const fs = require('fs')
class Orders extends EventEmitter {
  constructor() {
    super()
    this.on('placed', this.write)
    this.on('dropped', () => fs.unlinkSync('x')) // reached: no request
  }
  place(order) {
    this.emit('placed', order)
  }
  write(order) {
    fs.writeFileSync('order', order) // reached: POST /orders
  }
}
const orders = new Orders()
express().post('/orders', (req, res) => {
  orders.place(req.body)
  res.end()
})
