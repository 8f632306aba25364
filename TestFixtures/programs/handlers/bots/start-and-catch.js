// What starts a bot gives a promise: its `catch` is no handler.
const { Bot } = require('grammy')
const bot = new Bot('token')
bot.command('help', (ctx) => ctx.reply('help')) // handler: the bot's help
bot.catch((error) => console.error(error)) // handler: the bot
bot.start().catch((error) => console.error(error))
