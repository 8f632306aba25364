// Commands of a bot that are told apart by what they have.
// file: package.json
{ "name": "bot", "private": true, "dependencies": { "discord.js": "^14.0.0" } }
// file: index.js
const fs = require('node:fs')
const { Client, Collection } = require('discord.js')
const client = new Client({ intents: [] })
client.texts = new Collection()
client.slashes = new Collection()
for (const file of fs.readdirSync('./commands')) {
  const command = require(`./commands/${file}`)
  if (command.name) client.texts.set(command.name, command)
  else if (command.data) client.slashes.set(command.data.name, command)
}
client.on('interactionCreate', async (interaction) => { // handler: the bot's interactionCreate event
  const command = client.slashes.get(interaction.commandName)
  await command.execute(interaction) // calls: commands/ping.js:execute
})
client.on('messageCreate', async (message) => { // handler: the bot's messageCreate event
  const command = client.texts.get(message.content)
  await command.execute(message) // calls: commands/help.js:execute
})
// file: commands/ping.js
module.exports = {
  data: { name: 'ping' },
  async execute(interaction) {}, // phase: request
}
// file: commands/help.js
module.exports = {
  name: 'help',
  async execute(message) {}, // phase: request
}
