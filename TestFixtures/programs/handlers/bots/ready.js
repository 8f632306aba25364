// A bot is ready once, after it has logged in: nobody waits for what its listener does.
const { Client, Events } = require('discord.js')
const fs = require('fs')
const client = new Client({ intents: [] })
client.on('ready', () => { // phase: background
  fs.writeFileSync('started.json', '') // reached: no request
})
client.once('clientReady', () => { // phase: background
  fs.writeFileSync('once.json', '') // reached: no request
})
client.on('messageCreate', (message) => { // handler: the bot's messageCreate event
  fs.writeFileSync('last.json', message.content) // reached: the bot's messageCreate event
})
client.on(Events.ClientReady, () => { // phase: background
  fs.writeFileSync('named.json', '') // reached: no request
})
client.on(Events.GuildMemberAdd, (member) => { // handler: the bot's guildMemberAdd event
  fs.writeFileSync('member.json', member.id) // reached: the bot's guildMemberAdd event
})
