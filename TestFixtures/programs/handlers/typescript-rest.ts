// typescript-rest: the verb and the path of a method are two decorators.
import { GET, POST, Path, PathParam, Server } from 'typescript-rest'
import express from 'express'
import { readFileSync } from 'fs'

@Path('/hello')
export class Hello {
  @Path(':name')
  @GET
  public async hello(@PathParam('name') name: string) { // handler: GET /hello/:name
    return readFileSync('/data/hello') // reached: GET /hello/:name
  }
  @POST
  public async add() {} // handler: POST /hello
  public helper() {}
}
const app = express()
Server.loadServices(app, 'src/*')
app.listen(3000)
