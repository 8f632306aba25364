// Listeners of a table that is made a Map of.
const { Server } = require('socket.io')
const notes = (io) => {
  const store = (note) => io.emit('note', note) // handler: the socket event
  return { 'note:store': store }
}
const calls = () => ({ 'call:end': () => {} }) // handler: the socket event
const io = new Server(3000)
io.on('connection', (socket) => { // handler: a socket's connection
  const events = Object.assign({}, notes(io), calls())
  new Map(Object.entries(events)).forEach((listener, event) => socket.on(event, listener))
})
