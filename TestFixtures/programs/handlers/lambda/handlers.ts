// AWS Lambda: exported handlers, middy, typed handlers, those a deployment file names.
// file: package.json
{ "name": "functions", "private": true, "devDependencies": { "@types/aws-lambda": "^8.10.0" } }
# file: serverless.yml
service: functions
functions:
  users:
    handler: src/users.list
    events:
      - http: GET users
// file: src/users.ts
export const list = async (event) => ({ statusCode: 200 }) // handler: the function users
export const helper = async () => {}
// file: src/orders.ts
import middy from '@middy/core'
import json from '@middy/http-json-body-parser'
async function base(event) { return {} } // handler: the Lambda function src/orders
export const handler = middy(base).use(json())
// file: src/stream.ts
import type { SQSHandler } from 'aws-lambda'
export const consume: SQSHandler = async (event) => {} // handler: the Lambda function src/stream
