// An event of AWS Lambda; its body is a text until it is parsed.
// file: serverless.yml
service: files
functions:
  list:
    handler: handler.list
    events:
      - httpApi: GET /files
// file: handler.js
const { exec } = require('child_process')
exports.list = async (event) => {
  exec('ls ' + event.queryStringParameters.folder) // flow: command from query
  const { folder } = JSON.parse(event.body)
  exec('ls ' + folder) // flow: command from body
}
