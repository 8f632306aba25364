// Things that get their members from Object.assign, lodash's merge and other files.
// file: package.json
{ "name": "p", "private": true, "dependencies": { "express": "4", "lodash": "4", "graphql-yoga": "5" } }
// file: crud.js
const fs = require('fs')
module.exports = (name) => {
  const methods = {
    list: (req, res) => res.json(fs.readdirSync(name)), // handler: GET /notes // reached: GET /notes
  }
  return methods
}
// file: notes.js
const crud = require('./crud')
const fs = require('fs')
function controller() {
  const methods = crud('notes')
  methods.mail = (req, res) => res.send(fs.readFileSync('mail')) // handler: POST /notes/mail // reached: POST /notes/mail
  return methods
}
module.exports = controller()
// file: store.js
const fs = require('fs')
exports.size = (name) => fs.statSync(name).size // reached: GET /size
// file: extras.js
const fs = require('fs')
Object.assign(exports, { count: () => fs.readdirSync('.').length }) // reached: GET /count
// file: app.js
const express = require('express')
const _ = require('lodash')
const { createSchema, createYoga } = require('graphql-yoga')
const notes = require('./notes')
const store = require('./store')
const extras = require('./extras')
class Sizes {
  constructor(services) {
    Object.assign(this, services)
  }
  of(name) {
    return this.store.size(name) // calls: store.js:size
  }
}
const sizes = new Sizes({ store })
const app = express()
app.get('/notes', notes.list)
app.post('/notes/mail', notes.mail)
app.get('/size', (req, res) => res.json(sizes.of('a'))) // handler: GET /size
app.get('/count', (req, res) => res.json(extras.count())) // handler: GET /count
const resolvers = { Query: {} }
_.merge(resolvers, {
  Query: {
    users: () => [], // handler: the resolver Query.users
  },
})
app.use('/graphql', createYoga({ schema: createSchema({ resolvers }) }))
