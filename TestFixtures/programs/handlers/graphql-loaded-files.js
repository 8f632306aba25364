// Resolvers of a folder that graphql-tools loads.
// file: package.json
{ "name": "graph", "private": true, "dependencies": { "@apollo/server": "^4.0.0", "@graphql-tools/load-files": "^7.0.0" } }
// file: index.js
const path = require('path')
const { ApolloServer } = require('@apollo/server')
const { loadFilesSync } = require('@graphql-tools/load-files')
const { mergeResolvers } = require('@graphql-tools/merge')
const resolvers = mergeResolvers(loadFilesSync(path.join(__dirname, 'resolvers')))
new ApolloServer({ typeDefs: '', resolvers })
// file: resolvers/users.js
module.exports = { Query: { users: () => [] } } // handler: the resolver Query.users
