// AWS Lambda: functions that a wrapper of the project hands to middy, named by what deploys them, else by their own file.
// file: package.json
{ "name": "service", "dependencies": { "@middy/core": "^4.0.0" } }
// file: src/libs/lambda.ts
import middy from '@middy/core'
export const wrap = (handler) => middy(handler).use({ before: () => {} }) // handler: a middy hook
// file: src/libs/paths.ts
export const handlerPath = (context: string) => context.split(process.cwd())[1].substring(1)
// file: serverless.yml
service: shop
functions:
  pay:
    handler: src/functions/pay/handler.main
// file: serverless.ts
import type { AWS } from '@serverless/typescript'
import remove from './src/functions/remove'
const configuration: AWS = {
  service: 'shop',
  functions: { remove, sign: { handler: 'src/functions/sign.main' } },
}
module.exports = configuration
// file: src/functions/pay/handler.ts
import { wrap } from '../../libs/lambda'
export const main = wrap(async () => ({ statusCode: 200 })) // handler: the function pay
// file: src/functions/remove/index.ts
import { handlerPath } from '../../libs/paths'
export default { handler: `${handlerPath(__dirname)}/handler.main`, events: [] }
// file: src/functions/remove/handler.ts
import { wrap } from '../../libs/lambda'
const handler = async (event) => ({ statusCode: 204 }) // handler: the function remove
export const main = wrap(handler)
// file: src/functions/sign.ts
export const main = async (event) => ({ statusCode: 200 }) // handler: the function sign
// file: src/functions/unnamed/handler.ts
import { wrap } from '../../libs/lambda'
export const main = wrap(async () => ({ statusCode: 200 })) // handler: the Lambda function src/functions/unnamed/handler
