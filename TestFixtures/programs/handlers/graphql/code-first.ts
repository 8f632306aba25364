// GraphQL in code: graphql-js, Pothos and Nexus.
import { GraphQLObjectType, GraphQLString } from 'graphql'
import SchemaBuilder from '@pothos/core'
import { objectType } from 'nexus'
export const Root = new GraphQLObjectType({
  name: 'Query',
  fields: () => ({
    hello: { type: GraphQLString, resolve: () => 'world' }, // handler: the resolver hello
  }),
})
const builder = new SchemaBuilder({})
builder.queryType({
  fields: (t) => ({
    hello: t.string({ resolve: (parent, args) => 'world' }), // handler: the resolver
  }),
})
export const User = objectType({
  name: 'User',
  definition(t) {
    t.string('name', { resolve: (user) => user.name }) // handler: the resolver
  },
})
