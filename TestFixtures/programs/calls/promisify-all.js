// bluebird's promisifyAll gives each method a twin whose name ends in Async.
// file: package.json
{ "name": "twins", "private": true, "dependencies": { "express": "^4.18.0", "bluebird": "^3.7.0" } }
// file: app.js
const bluebird = require('bluebird')
const legacy = bluebird.promisifyAll(require('./legacy'))
const app = require('express')()
app.get('/', (req, res) => {
  legacy.buildAsync('x').then(() => res.end())
})
app.listen(3000)
// file: legacy.js
exports.build = (name, done) => { // phase: request
  done()
}
