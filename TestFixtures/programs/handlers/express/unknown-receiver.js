// Express: files of routes that something loads by their folder, told by the names of their parameters.
// file: package.json
{ "name": "shop", "private": true, "dependencies": { "express": "^4.19.0" } }
// file: routes/users.js
exports.register = function (registry) {
  registry.http.get('/users', (req, res) => { res.end() }) // handler: GET /users
  registry.http.get('/cache', (key) => key)
  registry.emitter.on('/users', (req, res) => {})
}
// file: routes/books.js
const controller = require('../controllers/books')
module.exports = function (app) {
  app.route('/books').get(controller.list)
  app.use(controller.log)
}
// file: controllers/books.js
exports.list = (req, res) => { res.end() } // handler: GET /books
exports.log = (req, res, next) => { next() } // handler: every request
