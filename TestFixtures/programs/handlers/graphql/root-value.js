// express-graphql and its kin: the functions of the root are resolvers, and so are those of what they give back.
// file: package.json
{ "name": "dice", "private": true, "dependencies": { "express": "^4.21.0", "express-graphql": "^0.12.0", "graphql": "^15.0.0" } }
// file: app.js
const express = require('express')
const { graphqlHTTP } = require('express-graphql')
const { buildSchema } = require('graphql')
const root = require('./root')
const app = express()
app.use('/plain', graphqlHTTP({ schema: buildSchema('type Query { greet: String }'), rootValue: root, graphiql: true }))
app.use('/full', graphqlHTTP((request) => ({ rootValue: { version: () => 1 } }))) // handler: every request under /full, every GraphQL request, the resolver version
// file: root.js
class Die {
  constructor(sides) { this.sides = sides }
  roll() { return this.sides } // phase: request
}
function unused() {} // phase: none
module.exports = {
  greet: () => 'hello', // handler: the resolver greet
  async getDie({ sides }) { return new Die(sides) }, // handler: the resolver getDie
}
