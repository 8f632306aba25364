// A serverless.yml that writes its functions on one line each.
# file: serverless.yml
service: shop
provider: { name: aws, runtime: nodejs22.x }
functions:
  pay: { handler: src/pay.main, timeout: 10 }
// file: src/pay.js
exports.main = async () => ({ statusCode: 200 }) // handler: the function pay
