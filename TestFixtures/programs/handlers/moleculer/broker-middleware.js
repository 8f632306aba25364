// Moleculer: middleware of the broker wraps actions, events and calls; what it gives back runs each time.
// file: package.json
{ "name": "broker", "private": true, "dependencies": { "moleculer": "^0.14.0" } }
// file: index.js
const { ServiceBroker } = require('moleculer')
const log = require('./log')
const broker = new ServiceBroker({
  middlewares: [
    log,
    {
      localAction(next, action) {
        return context => next(context) // handler: a middleware of the broker
      },
    },
  ],
})
broker.start()
// file: log.js
module.exports = function (broker) {
  return {
    started(broker) { // phase: none
    },
    call(next) { // phase: none
      return (name, params) => next(name, params) // handler: a middleware of the broker
    },
  }
}
