// Promises of packages for uploads and messages, of Bookshelf, of monk, and of Redis' modules.
const bookshelf = require('bookshelf')(require('knex')({ client: 'pg' }))
const db = require('monk')(process.env.DATABASE)
const express = require('express')
const push = require('web-push')
const { createClient } = require('redis')
const twilio = require('twilio')(process.env.SID, process.env.TOKEN)
const TelegramBot = require('node-telegram-bot-api')
const Account = bookshelf.model('Account', { tableName: 'accounts' })
const Shop = bookshelf.Model.extend({ tableName: 'shops' })
const bot = new TelegramBot(process.env.BOT)
const redis = createClient()
express().post('/files', (req, res) => {
  const { image } = req.files
  image.mv('/srv/image') // promise: dropped
  req.files.list.mv('/srv/list', () => {})
  bot.sendMessage(7, 'hello') // promise: dropped
  twilio.messages.create({ to: '7' }) // promise: dropped
  push.sendNotification({}, 'hello') // promise: dropped
  new Account({ id: 7 }).save() // promise: dropped
  new Shop({ id: 7 }).fetch() // promise: dropped
  db.get('toys').find({ shown: true }) // promise: dropped
  db.get('toys').find({ shown: true }, () => {})
  redis.json.del('toys') // promise: dropped
  res.end()
})
