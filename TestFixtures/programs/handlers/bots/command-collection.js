// Commands of a bot, gathered from a folder into a collection of the client.
// file: package.json
{ "name": "bot", "private": true, "dependencies": { "discord.js": "^14.0.0" } }
// file: index.js
const fs = require('node:fs')
const { Client, Collection } = require('discord.js')
const client = new Client({ intents: [] })
client.commands = new Collection()
for (const file of fs.readdirSync('./commands')) {
  const command = require(`./commands/${file}`)
  client.commands.set(command.data.name, command)
}
client.on('interactionCreate', async (interaction) => { // handler: the bot's interactionCreate event
  const command = client.commands.get(interaction.commandName)
  await command.execute(interaction) // calls: commands/ping.js:execute
})
// file: commands/ping.js
module.exports = {
  data: { name: 'ping' },
  async execute(interaction) {}, // phase: request
}
