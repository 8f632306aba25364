// nice-grpc: methods of services, behind middleware that gives the server back.
import bcrypt from 'bcrypt'
import { createServer } from 'nice-grpc'
import { Accounts, Users } from './definitions'

const users = {
  async login(request) { // handler: the gRPC method login
    return { ok: bcrypt.compareSync(request.password, 'hash') } // reached: the gRPC method login
  },
}
const server = createServer()
server.with(async function* (call, context) { return yield* call.next(call.request, context) }).add(Users, users)
server.add(Accounts, { async close() {} }) // handler: the gRPC method close
server.listen('0.0.0.0:80')
