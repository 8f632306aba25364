// Files that a path put together at run time loads run in the process that loads them.
// file: impl/one.js
setInterval(() => tick(), 1000) // role: server
function tick() {} // phase: background
exports.run = () => {} // phase: request
// file: app.js
const express = require('express') // role: server
const app = express()
app.get('/:name', async (req, res) => { // handler: GET /:name
  const found = await import(`./impl/${req.params.name}.js`)
  found.run()
  res.end()
})
app.listen(1)
