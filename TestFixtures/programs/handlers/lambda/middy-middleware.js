// middy: middleware is an object of functions.
import middy from '@middy/core'
const guard = () => ({
  before: async (request) => {}, // handler: a middy hook
  onError: (request) => {}, // handler: a middy hook
})
const serve = async (event) => ({ statusCode: 200 }) // handler: the Lambda function app
export const handler = middy(serve).use(guard())
