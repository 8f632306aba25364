// Scenes of a Telegram bot: steps of a wizard, what runs on entering and leaving.
const fs = require('fs')
const { Telegraf, Scenes, session } = require('telegraf')
const login = new Scenes.WizardScene(
  'login',
  async (ctx) => ctx.wizard.next(), // handler: a step of the bot's login
  async (ctx) => { // handler: a step of the bot's login
    fs.writeFileSync('name.txt', ctx.message.text) // reached: a step of the bot's login
    return ctx.scene.leave()
  },
)
const ask = new Scenes.BaseScene('ask')
ask.enter((ctx) => ctx.reply('yes?')) // handler: a scene of the bot
ask.leave((ctx) => ctx.reply('bye')) // handler: a scene of the bot
ask.on('text', (ctx) => ctx.reply('well')) // handler: the bot's text
const bot = new Telegraf(process.env.TOKEN)
bot.use(session())
bot.use(new Scenes.Stage([login, ask]).middleware())
bot.launch()
