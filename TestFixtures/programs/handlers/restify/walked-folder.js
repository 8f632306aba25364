// Controllers of a folder that is walked, required by a path of which a part was replaced.
// file: package.json
{ "name": "walked", "private": true, "dependencies": { "restify": "^8.0.0" } }
// file: server.js
const fs = require('node:fs')
const server = require('restify').createServer()
require('./lib/routes')(server, fs)
server.listen(3000)
// file: lib/routes.js
module.exports = function (server, fs) {
  function walk(folder) {
    fs.readdirSync(folder).forEach((item) => {
      if (!item.includes('.')) return walk(folder + item + '/')
      require(folder.replace('lib', '.') + item.replace('.js', '')).register(server)
    })
  }
  walk('lib/controllers/')
}
// file: lib/controllers/v1/weather.js
exports.register = (server) => {
  server.get('/weather', (req, res, next) => res.send(204)) // handler: GET /weather
}
