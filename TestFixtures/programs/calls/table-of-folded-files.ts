// The files of a folder, mapped to what they export and folded into a table by names of their own.
// file: src/command.ts
export class Command {
  constructor(public data: any, public execute: (interaction: any) => void) {}
}
// file: src/commands.ts
import fs from 'fs'
import path = require('path')
import { Command } from './command'
const folder = path.join(__dirname, 'commands')
export default fs // reached: no request
  .readdirSync(folder)
  .filter((file) => file.endsWith('.js') || file.endsWith('.ts'))
  .map((file) => require(path.join(folder, file)).default)
  .filter((command) => command instanceof Command)
  .reduce((memo: { [key: string]: Command }, command: Command) => {
    memo[command.data.name] = command
    return memo
  }, {}) as { [key: string]: Command }
// file: src/commands/settings.ts
import fs from 'fs'
import { Command } from '../command'
function execute(interaction) { // phase: request
  fs.writeFileSync('settings', interaction.user.id) // reached: the bot's interactionCreate event
}
export default new Command({ name: 'settings' }, execute)
// file: src/index.ts
import Discord, { Events } from 'discord.js'
import commands from './commands'
const client = new Discord.Client({ intents: [] })
client.on(Events.InteractionCreate, (interaction) => { // handler: the bot's interactionCreate event
  const command = commands[interaction.commandName]
  if (command) command.execute(interaction)
})
client.login(process.env.TOKEN)
