// Azure Functions of version 4.
import { app } from '@azure/functions'
app.http('hello', {
  methods: ['GET'],
  handler: async (request, context) => ({ body: 'ok' }), // handler: the function hello
})
app.timer('sweep', { schedule: '0 * * * * *', handler: async (timer) => {} }) // handler: the function sweep
