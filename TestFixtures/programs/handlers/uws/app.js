// uWebSockets.js and hyper-express.
const uWS = require('uWebSockets.js')
const HyperExpress = require('hyper-express')
uWS.App()
  .get('/', (res, req) => { res.end() }) // handler: GET /
  .ws('/*', { message: (ws, message) => {} }) // handler: ALL /*
const server = new HyperExpress.Server()
server.post('/x', async (request, response) => {}) // handler: POST /x
