// A key `handler` among the options of a plugin names no function of the platform.
// file: serverless.yml
functions:
  api:
    handler: api.handler
custom:
  output:
    handler: build.main
// file: api.js
exports.handler = async () => ({ statusCode: 200 }) // handler: the function api
// file: build.js
const { writeFileSync } = require('fs')
exports.main = (data) => writeFileSync('swagger.json', data) // reached: no request
// file: scripts/docs.js
const { readFileSync } = require('fs')
exports.handler = (event) => readFileSync(event.queryStringParameters.name) // reached: no request
// file: tools/upload.js
#!/usr/bin/env node
const { rmSync } = require('fs')
exports.handler = (event) => rmSync(event.queryStringParameters.name) // reached: no request
