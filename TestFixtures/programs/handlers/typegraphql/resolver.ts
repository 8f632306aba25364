// TypeGraphQL: resolvers by decorators.
import { Resolver, Query, Mutation, FieldResolver } from 'type-graphql'
@Resolver()
export class Recipes {
  @Query(() => [String])
  recipes() { return [] } // handler: the query recipes
  @Mutation(() => String)
  add() { return this.helper() } // handler: the mutation add
  @FieldResolver()
  rating() { return 1 } // handler: the field rating
  helper() { return '' }
}
