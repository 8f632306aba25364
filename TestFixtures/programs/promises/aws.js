// Both generations of the AWS SDK.
// file: app.js
const { S3Client, PutObjectCommand } = require('@aws-sdk/client-s3')
const AWS = require('aws-sdk')
const client = new S3Client({})
const old = new AWS.S3()
function put(body) {
  client.send(new PutObjectCommand({ Body: body })) // promise: dropped
  old.putObject({ Body: body }).promise() // promise: dropped
  old.putObject({ Body: body }, () => {}) // promise: nothing
}
