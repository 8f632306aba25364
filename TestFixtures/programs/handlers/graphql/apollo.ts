// Apollo Server: resolvers in several objects, fields with resolve and subscribe, context, scalars, data loaders.
// file: resolvers/users.ts
import DataLoader from 'dataloader'
export const loader = new DataLoader(async (ids) => ids) // handler: a data loader
export default {
  Query: { users: (parent, args, context) => [] }, // handler: the resolver Query.users
  User: { name(user) { return user.name } }, // handler: the resolver User.name
}
// file: resolvers/index.ts
import { mergeResolvers } from '@graphql-tools/merge'
import { GraphQLScalarType } from 'graphql'
import users from './users'
const moments = {
  Moment: new GraphQLScalarType({ name: 'Moment', serialize: (value) => String(value) }), // handler: a scalar of the schema
  Subscription: {
    ticked: { subscribe: (parent, args) => [] }, // handler: the resolver Subscription.ticked
  },
}
export const resolvers = mergeResolvers([users, moments])
// file: server.ts
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { resolvers } from './resolvers'
const server = new ApolloServer({ typeDefs: '', resolvers })
startStandaloneServer(server, {
  context: async ({ req }) => ({ user: req.headers.user }), // handler: every GraphQL request
})
