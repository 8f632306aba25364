// Polka: routes and the option for errors.
const polka = require('polka')
polka({ onError: (error, req, res) => { res.end() } }) // handler: the error handler
  .use(function one(req, res, next) { next() }) // handler: every request
  .get('/users/:id', (req, res) => { res.end() }) // handler: GET /users/:id
  .listen(3000)
