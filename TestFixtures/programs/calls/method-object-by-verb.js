// A raw server that picks a function by the method of the request.
const fs = require('fs')
const http = require('http')
function list(req, res) {
  res.end(fs.readFileSync('x')) // reached: a request
}
function create(req, res) {
  res.end()
}
http.createServer((req, res) => {
  const handle = { GET: list, POST: create }[req.method]
  handle(req, res) // calls: list, create
}).listen(8000)
