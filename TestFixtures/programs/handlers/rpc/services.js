// gRPC and JSON-RPC: every function of the implementation.
const grpc = require('@grpc/grpc-js')
const jayson = require('jayson')
class Greeter {
  constructor() {}
  hello(call, callback) {} // handler: the gRPC method hello
}
const server = new grpc.Server()
server.addService({}, { bye(call, callback) {} }) // handler: the gRPC method bye
server.addService({}, new Greeter())
new jayson.Server({ add(args, callback) {} }) // handler: the method add
