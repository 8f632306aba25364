// graphql-middleware stands before resolvers; a list that a resolver gives is none.
// file: package.json
{ "name": "api", "private": true, "dependencies": { "apollo-server": "^3.0.0", "graphql-middleware": "^6.0.0", "graphql-tools": "^4.0.0" } }
// file: index.js
const { ApolloServer } = require('apollo-server')
const { makeExecutableSchema } = require('graphql-tools')
const { applyMiddleware } = require('graphql-middleware')
const { store } = require('./store')
const schema = makeExecutableSchema({ typeDefs: '', resolvers: { Query: { items } } })
async function items(parent, { page }) { // handler: the resolver Query.items
  const rows = await store.find(page)
  return rows[0].data.map(row => ({ ...row, count: 1 }))
}
const signedIn = async (resolve, parent, args, context) => resolve(parent, args, context) // handler: every GraphQL request
const logged = async (resolve, parent, args, context) => resolve(parent, args, context) // handler: every GraphQL request
new ApolloServer({ schema: applyMiddleware(schema, { Query: { items: signedIn } }, logged) }).listen()
// file: store.js
exports.store = require('outside-store')
