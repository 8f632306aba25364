// Updates of VK go through a chain that waits for each function.
// file: package.json
{ "name": "bot", "private": true, "dependencies": { "vk-io": "^4.8.0" } }
// file: index.js
const { VK } = require('vk-io')
const vk = new VK({ token: process.env.TOKEN })
vk.updates.on('message_new', async (context) => { await context.send('hello') }) // handler: the bot's message_new
vk.updates.startPolling()
