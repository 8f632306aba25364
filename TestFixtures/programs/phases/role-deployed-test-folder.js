// A folder named like tests from which the server is started is no folder of tests; tests within it are.
// file: package.json
{ "name": "exam", "private": true, "scripts": { "start": "node test/server.js" }, "dependencies": { "express": "^4.0.0" } }
// file: test/server.js
const app = require('express')() // role: server
app.get('/', require('./lib/answers').list)
app.listen(3000)
// file: test/lib/answers.js
exports.list = (req, res) => res.end() // role: server
// file: test/lib/answers.test.js
const app = require('express')() // role: test
// file: tests/server.js
const app = require('express')() // role: test
