// A router of one's own that keeps its handlers in an object of a field.
const fs = require('fs')
const http = require('http')
class Router {
  constructor() {
    this.routes = {}
  }
  get(path, handler) {
    this.routes[path] = handler
  }
  handle(req, res) {
    const handler = this.routes[req.url]
    if (handler) handler(req, res)
  }
}
const router = new Router()
router.get('/', (req, res) => {
  res.end(fs.readFileSync('index.html')) // reached: a request
})
http.createServer((req, res) => router.handle(req, res)).listen(3000)
