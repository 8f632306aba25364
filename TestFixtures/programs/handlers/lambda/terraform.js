// Terraform names a function by a file of what is uploaded.
// file: package.json
{ "name": "tf", "private": true }
# file: infra/main.tf
resource "aws_lambda_function" "go" {
  function_name = "go"
  handler       = "src/go.run"
  runtime       = "nodejs20.x"
}
// file: src/go.js
exports.run = async event => ({}) // handler: the Lambda function src/go
exports.other = async event => ({})
