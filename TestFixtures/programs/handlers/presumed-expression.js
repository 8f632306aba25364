// A route by a regular expression, on what cannot be followed.
// file: package.json
{ "name": "old", "private": true, "dependencies": { "restify": "^4.0.0" } }
// file: app.js
const restify = require('restify')
const folder = process.env.CONFIG
const app = restify.createServer()
require(folder + '/routes')(app, 1)
app.listen(4306)
// file: config/routes.js
module.exports = function (app, mail) {
  app.get(/\/public\/?.*/, function (req, res) { res.send() }) // handler: GET of a computed path
  app.get('/api', function (req, res) { res.send({}) }) // handler: GET /api
}
