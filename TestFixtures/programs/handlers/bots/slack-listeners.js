// Clients of Slack before Bolt, and of WhatsApp: listeners for what people write, not for how the connection is.
const { RTMClient } = require('@slack/rtm-api')
const { createEventAdapter } = require('@slack/events-api')
const makeWASocket = require('@whiskeysockets/baileys').default
const rtm = new RTMClient(process.env.SLACK_TOKEN)
rtm.on('message', ({ text }) => rtm.sendMessage(text)) // handler: the bot's message event
rtm.on('connected', () => console.log('connected'))
const events = createEventAdapter(process.env.SLACK_SECRET)
events.on('app_mention', (event) => console.log(event.text)) // handler: the bot's app_mention event
const socket = makeWASocket({})
socket.ev.on('connection.update', () => {})
socket.ev.on('messages.upsert', ({ messages }) => console.log(messages)) // handler: the bot's messages.upsert event
