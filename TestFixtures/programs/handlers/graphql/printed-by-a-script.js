// A script that prints the schema registers nothing that the server does not.
// file: package.json
{ "name": "chat", "private": true, "main": "src/index.js", "dependencies": { "@apollo/server": "^4.0.0", "@graphql-tools/schema": "^10.0.0" } }
// file: scripts/export-schema.js
const { makeExecutableSchema } = require('@graphql-tools/schema')
console.log(makeExecutableSchema({ typeDefs: '', resolvers: require('../src/resolvers') }))
// file: src/index.js
const { ApolloServer } = require('@apollo/server')
const { makeExecutableSchema } = require('@graphql-tools/schema')
new ApolloServer({ schema: makeExecutableSchema({ typeDefs: '', resolvers: require('./resolvers') }) })
// file: src/resolvers.js
module.exports = {
  Query: {
    hello: () => 'hello', // handler: the resolver Query.hello
  },
}
