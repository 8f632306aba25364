// Timers and emitters do not look at what their callbacks give back.
// file: app.js
const { EventEmitter } = require('events')
async function save(x) { await fetch('/' + x) }
const bus = new EventEmitter()
setTimeout(() => save(1), 10) // promise: ignored
setInterval(async () => save(2), 10) // promise: ignored
bus.on('order', (order) => save(order)) // promise: ignored
