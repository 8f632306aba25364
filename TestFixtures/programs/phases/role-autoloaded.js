// What a server registers by its folder is the server's, though a test alone imports it.
// file: package.json
{ "name": "shop", "private": true, "scripts": { "start": "node app.js" }, "dependencies": { "fastify": "4", "@fastify/autoload": "5" } }
// file: app.js
const path = require('path') // role: server
const AutoLoad = require('@fastify/autoload')
const app = require('fastify')()
app.register(AutoLoad, { dir: path.join(__dirname, 'plugins') })
app.listen({ port: 3000 })
// file: plugins/store.js
const { connect } = require('../store/connect') // role: server
module.exports = async (fastify) => {
  connect(fastify)
}
// file: store/connect.js
exports.connect = (fastify) => fastify.log.info('connected') // role: server
// file: helpers/fake.js
exports.fake = () => 1 // role: test
// file: test/store.test.js
const store = require('../plugins/store') // role: test
const { fake } = require('../helpers/fake')
store(fake())
