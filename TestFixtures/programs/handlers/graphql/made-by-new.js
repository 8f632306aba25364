// A plain function that gives an object back gives it to `new` as well.
const fs = require('fs')
const { ApolloServer } = require('apollo-server')
function Mutations({ users }) {
  const setUser = async (root, args) => users.set(args) // handler: the resolver Mutation.setUser
  return { setUser }
}
new ApolloServer({
  typeDefs: '', resolvers: { Mutation: new Mutations({ users: new Map() }) },
}).listen()
