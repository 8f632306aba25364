// AWS Lambda without any package that tells: an exported handler that takes what only such events have.
// file: package.json
{ "name": "transcoder", "private": true }
// file: resize/index.js
exports.handler = async event => { // handler: the Lambda function resize/index
  return event.Records[0].s3.bucket
}
// file: greet/index.js
exports.handler = (event, context, callback) => { // handler: the Lambda function greet/index
  const { queryStringParameters } = event
  callback(null, { body: queryStringParameters.name })
}
// file: tools/command.js
exports.handler = async options => options.verbose
