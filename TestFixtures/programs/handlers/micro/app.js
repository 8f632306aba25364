// micro: the function that is served.
const micro = require('micro')
const server = micro(async (req, res) => 'ok') // handler: every request
server.listen(3000)
