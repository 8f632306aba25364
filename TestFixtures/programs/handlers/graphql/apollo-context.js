// Apollo Server 2 and 3: what makes the context runs on each request, and resolvers are handed what it makes.
// file: package.json
{ "name": "shop", "private": true, "dependencies": { "apollo-server": "^3.13.0" } }
// file: index.js
const { ApolloServer } = require('apollo-server')
const stock = require('./stock')
const Prices = require('./prices')
const makeContext = require('./context')
const resolvers = {
  Query: {
    amount(parent, { id }, context) { return context.stock.count(id) }, // handler: the resolver Query.amount // calls: stock.js:count
    price: (parent, { id }, { dataSources }) => dataSources.prices.of(id), // handler: the resolver Query.price // calls: prices.js:Prices.of
  },
}
function sources() { return { prices: new Prices() } } // handler: every GraphQL request // calls: nothing
const tracing = {
  async requestDidStart() { // handler: every GraphQL request
    return {
      async didEncounterErrors(details) {}, // handler: every GraphQL request
    }
  },
}
const formatError = (error) => error // handler: every GraphQL request
new ApolloServer({
  typeDefs: '', resolvers, context: makeContext, dataSources: sources, formatError, plugins: [tracing],
})
// file: context.js
const stock = require('./stock')
module.exports = ({ req }) => ({ who: req.headers.authorization, stock }) // handler: every GraphQL request // phase: request
// file: stock.js
exports.count = (id) => id // phase: request
// file: prices.js
module.exports = class Prices {
  of(id) { return id } // phase: request
}
