// Bots of chats.
const { Telegraf } = require('telegraf')
const { Client } = require('discord.js')
const { App } = require('@slack/bolt')
const bot = new Telegraf('token')
bot.command('start', (ctx) => {}) // handler: the bot's start
bot.on('text', (ctx) => {}) // handler: the bot's text
bot.hears(/^a/,
  async (ctx, next) => next(), // handler: the bot
  async (ctx) => {}) // handler: the bot
const client = new Client({})
client.on('messageCreate', (message) => {}) // handler: the bot's messageCreate event
const app = new App({})
app.message('hello', async ({ say }) => {}) // handler: the bot's hello
