// What bots ask of the services of chats may fail each time.
import { Client, Message, REST } from 'discord.js'
import { Telegraf } from 'telegraf'
import { Bot } from 'grammy'
import { App } from '@slack/bolt'
import { Client as WhatsApp } from 'whatsapp-web.js'
const client = new Client({ intents: [] })
client.on('messageCreate', (message: Message) => {
  message.reply('hello') // promise: dropped
  message.channel.send('hello') // promise: dropped
  message.guild.members.cache.get('7').roles.add('9') // promise: dropped
  client.users.cache.get('7').send('hello') // promise: dropped
  message.client.commands.get('ping')
  message.guild.members.cache.delete('7')
})
client.on('interactionCreate', (interaction) => {
  interaction.deferReply() // promise: dropped
  answer(interaction)
})
function answer(interaction) {
  interaction.editReply('late') // promise: dropped
}
new REST().setToken('token').put('/commands', {}) // promise: dropped
const bot = new Telegraf('token')
bot.command('start', (ctx) => {
  ctx.reply('hello') // promise: dropped
  ctx.telegram.sendMessage(7, 'hello') // promise: dropped
  ctx.session.count += 1
})
bot.hears('bye', (ctx) => ctx.reply('bye')) // promise: returned
const other = new Bot('token')
other.on('message', async (ctx) => {
  ctx.answerCallbackQuery() // promise: dropped
  await other.api.sendMessage(7, 'hello') // promise: awaited
})
const phone = new WhatsApp({})
phone.on('message', (message) => {
  message.reply('hello') // promise: dropped
  phone.sendMessage('7', 'hello') // promise: dropped
})
const slack = new App({ token: 'token', signingSecret: 'secret' })
slack.message('hello', async ({ say, client, message }) => {
  say('hello') // promise: dropped
  client.chat.postMessage({ channel: 'a', text: 'b' }) // promise: dropped
  slack.client.users.info({ user: '7' }) // promise: dropped
})
