// A loader of listeners one of which is for the beginning: what it does is no request's, the others are.
// file: package.json
{ "name": "bot", "private": true, "dependencies": { "discord.js": "^14.0.0" } }
// file: index.js
const fs = require('fs')
const { Client } = require('discord.js')
const client = new Client({ intents: [] })
for (const name of fs.readdirSync('./events')) {
  const event = require(`./events/${name}`)
  client.on(event.name, (...args) => event.execute(...args, client)) // handler: the bot's event
}
for (const name of fs.readdirSync('./listeners')) {
  const listener = require(`./listeners/${name}`)
  client.on(listener.name, listener.execute)
}
client.login('x')
// file: events/ready.js
const { Events } = require('discord.js')
module.exports = {
  name: Events.ClientReady,
  async execute(client) {}, // phase: none
}
// file: events/message.js
module.exports = {
  name: 'messageCreate',
  async execute(message) {}, // phase: request
}
// file: listeners/ready.js
module.exports = {
  name: 'ready',
  async execute(client) {}, // phase: none
}
// file: listeners/guild.js
module.exports = {
  name: 'guildCreate',
  async execute(guild) {}, // handler: the bot's event // phase: request
}
