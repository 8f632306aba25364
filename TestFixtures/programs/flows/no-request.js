// Without a request nothing comes from one, whatever it is called.
// speaks of: flow
// file: app.js
const { exec } = require('child_process')
function run(req) {
  exec('ls ' + req.query.folder)
}
run({ query: { folder: '/tmp' } })
exec('ls ' + process.argv[2])
