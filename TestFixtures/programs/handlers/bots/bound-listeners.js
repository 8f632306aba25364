// Listeners of a folder that are bound to the client they listen to.
// file: package.json
{ "name": "bot", "private": true, "dependencies": { "discord.js": "^14.0.0" } }
// file: index.js
const { readdirSync } = require('node:fs')
const { Client } = require('discord.js')
const client = new Client({ intents: [] })
for (const file of readdirSync('./events')) {
  const listener = require(`./events/${file}`)
  client.on(file.split('.')[0], listener.bind(null, client))
}
client.login(process.env.TOKEN)
// file: events/messageCreate.js
module.exports = (client, message) => { message.reply('hello') } // handler: the bot's event
