// micri, whose router asks predicates.
const { default: micri, Router, send } = require('micri')
const { router, on, otherwise } = Router
const answer = (req, res) => send(res, 200) // handler: every request
micri(router(
  on.get((req) => req.url === '/a', (req, res) => send(res, 204)), // handler: every request
  Router.on.options(() => true, (req, res) => send(res, 204)), // handler: every request
  otherwise(answer),
)).listen(3000)
