// A plugin's body runs while the server starts, its hooks by their names.
const fs = require('node:fs')
const fastify = require('fastify')()
fastify.register(async function pages(instance) { // phase: start-up
  const layout = fs.readFileSync('layout') // reached: no request
  instance.get('/', async function show() { // handler: GET / // phase: request
    return layout
  })
  instance.addHook('onReady', async () => { // phase: start-up
    fs.readFileSync('ready') // reached: no request
  })
  instance.addHook('onClose', async () => { // phase: shutdown
    fs.writeFileSync('state', '') // reached: no request
  })
})
fastify.listen({ port: 3000 })
