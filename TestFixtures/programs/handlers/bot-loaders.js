// Commands and events of a bot in folders that are handed to loaders, found again through the client of what happened.
// file: package.json
{ "name": "bot", "private": true, "dependencies": { "discord.js": "^14.0.0" } }
// file: index.js
const fs = require('fs')
const path = require('path')
const { Client, Collection } = require('discord.js')
const client = new Client({ intents: [] })
for (const kind of ['commands', 'buttons']) client[kind] = new Collection()
const texts = ['texts']
texts.forEach(kind => { client[kind] = new Collection() })
function loadCommands(folder) {
  for (const name of fs.readdirSync(folder)) {
    const command = require(path.join(folder, name))
    client.commands.set(command.name, command)
  }
}
loadCommands(path.join(__dirname, 'commands'))
const walk = folder => {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) {
      walk(file)
      continue
    }
    const event = require(file)
    client.on(event.name, (...args) => event.execute(...args)) // handler: the bot's interactionCreate event
  }
}
walk(path.join(__dirname, 'events'))
client.buttons.set('b', require('./button'))
client.texts.set('t', require('./text'))
client.login('x')
// file: events/interaction/create.js
module.exports = {
  name: 'interactionCreate',
  async execute(interaction) { // phase: request
    const command = interaction.client.commands.get(interaction.commandName)
    await command.execute(interaction)
    const { client } = interaction
    client.buttons.get('b').press(interaction)
    client.texts.get('t').say(interaction)
  },
}
// file: commands/ping.js
module.exports = {
  name: 'ping',
  async execute(interaction) {}, // phase: request
}
// file: button.js
module.exports = {
  press(interaction) {}, // phase: request
}
// file: text.js
module.exports = {
  say(interaction) {}, // phase: request
  never() {}, // phase: none
}
