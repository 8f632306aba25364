// The same event of another emitter is another event.
const { EventEmitter } = require('events')
const express = require('express')
const fs = require('fs')
const jobs = new EventEmitter()
const orders = new EventEmitter()
jobs.on('done', () => fs.readFileSync('x')) // reached: no request
orders.on('done', () => {})
express().get('/', (req, res) => {
  orders.emit('done')
  res.end()
})
