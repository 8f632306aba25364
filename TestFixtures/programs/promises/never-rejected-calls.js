// Timers of packages, mails that tell of failures, and throws for want of what the call gives.
// file: app.js
const { delay } = require('@whiskeysockets/baileys')
const { Resend } = require('resend')
const { tryToCatch } = require('try-to-catch')
const resend = new Resend('key')

async function check(name) { // rejects: never
  return await tryToCatch(load, name)
}
async function load(name) { // rejects: yes
  await fetch(name) // promise: awaited
}
function say(text) {
  if (!text) throw new Error('nothing to say')
  return text
}
const room = id => `room-${id}`

async function again() { // rejects: never
  await delay(500)
}
async function send(to) { // rejects: never
  await resend.emails.send({ to }) // promise: awaited
}
async function greet(id) { // rejects: never
  say('hello')
  say(`to ${id}`)
  say(room(id))
}
async function repeat(text) { // rejects: yes
  say(text)
}
async function silence() { // rejects: yes
  say('')
}
async function leave(id) { // rejects: yes
  say(id)
}
async function close() { // rejects: never
  await leave('hall-' + 4) // promise: awaited
}
async function shut(id) { // rejects: yes
  await leave(id) // promise: awaited
}
module.exports = { check, again, send, greet, repeat, silence, leave, close, shut }
