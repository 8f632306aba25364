// Up to version 2 a Feathers application is one of Express, which configures by functions called on it.
// file: package.json
{ "name": "api", "private": true, "dependencies": { "feathers": "^2.0.0", "feathers-hooks": "^1.0.0" } }
// file: app.js
const feathers = require('feathers')
const app = feathers()
app.use(function first(req, res, next) { next() }) // handler: every request
app.configure(require('./middleware')).configure(require('./services'))
app.listen(1)
// file: middleware.js
module.exports = function () {
  const app = this
  app.use('/x', function (req, res) { res.end() }) // handler: every request under /x
}
// file: services.js
class Messages {
  find(params) { return Promise.resolve([]) } // handler: the service /messages
}
function stamp() { return function (hook) { hook.data = {} } } // handler: a service hook
module.exports = function () {
  const app = this
  app.use('/messages', new Messages())
  app.service('/messages').before({ create: [stamp()] })
}
