// Numbers of a GraphQL schema hold no text, whatever the client sends.
import { Arg, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql'
import { Pool } from 'pg'
const pool = new Pool()
@InputType()
class Search {
  @Field(() => [Int], { nullable: true }) ids?: number[]
  @Field(() => Int) one: number
  @Field(() => ID) key: string
}
@Resolver()
export class Channels {
  @Mutation(() => Boolean)
  async search(@Arg('input') input: Search, @Arg('size', () => Int) size: number, @Arg('name') name: string) {
    await pool.query(`SELECT * FROM c WHERE id IN (${input.ids.join(',')})`) // flow: nothing
    await pool.query(`SELECT * FROM c WHERE id = ${input.one}`) // flow: nothing
    await pool.query(`SELECT * FROM c WHERE size = ${size}`) // flow: nothing
    await pool.query(`SELECT * FROM c WHERE key = ${input.key}`) // flow: sql from arguments
    await pool.query(`SELECT * FROM c WHERE name = ${name}`) // flow: sql from arguments
    return true
  }
}
