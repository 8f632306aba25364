// A name that is put together means those events that begin as it does.
const { EventEmitter } = require('events')
const bus = new EventEmitter()
bus.on('order/paid', paid)
bus.on('user/gone', gone)
function paid() {} // phase: request
function gone() {} // phase: background
function dropped() {} // phase: none
require('express')().get('/', (req, res) => {
  bus.emit(`order/${req.query.kind}`)
  bus.removeListener('order/paid', () => dropped())
  res.end()
})
