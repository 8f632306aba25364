// What a call hands over decides which code of a function runs, and so whether it may fail.
// file: app.js
const { reply, save, log, close, undo, later, check, tidy, refuse, shout, tell } = require('./reply')
const { Kinds } = require('./kinds')

async function answersWell(res) { // rejects: never
  await reply(200, res, { a: 1 })
}
async function answersBadly(res) { // rejects: yes
  await reply(404, res)
}
async function savesLoosely(res) { // rejects: never
  await save(res, { strict: false })
}
async function savesStrictly(res) { // rejects: yes
  await save(res, { strict: true })
}
async function savesByDefault(res) { // rejects: never
  await save(res)
}
async function savesAsTold(res, options) { // rejects: yes
  await save(res, options)
}
async function isQuiet(res) { // rejects: never
  await log('quiet', res)
}
async function isLoud(res) { // rejects: yes
  await log('loud', res)
}
async function asksTheRequest(req, res) { // rejects: yes
  await log(req.query.how, res)
}
async function closesWith(listener) { // rejects: never
  await close(() => listener())
}
async function closesWithout() { // rejects: yes
  await close()
}
async function takesBack() { // rejects: never
  const steps = []
  steps.push('first')
  await undo(steps)
}
async function takesBackAnything(steps) { // rejects: yes
  await undo(steps)
}
async function waits() { // rejects: never
  await later(5_000)
}
async function waitsAsTold(time) { // rejects: yes
  await later(time)
}
async function checksPersons(body) { // rejects: never
  await check('Person', 'add', body)
}
async function checksOthers(body) { // rejects: yes
  await check('Robot', 'add', body)
}
async function tidiesUp() { // rejects: never
  await tidy(false)
}
async function tidiesUpOrFails() { // rejects: yes
  await tidy()
}
async function refusesThreads(thread) { // rejects: never
  await hand('thread', thread)
}
async function refusesMessages(message) { // rejects: yes
  await hand('message', message)
}
async function refusesCommands(command) { // rejects: yes
  await hand(Kinds.command, command)
}
async function refusesReactions(reaction) { // rejects: never
  await hand(Kinds.reaction, reaction)
}
async function hand(kind, ...what) {
  await refuse(kind, ...what)
}
function shoutsQuietly() { // rejects: never
  return shout('quiet')
}
function shoutsOfLate(res) { // rejects: yes
  return shout('late')
}
function shoutsLoudly(res) { // rejects: yes
  return shout('loud')
}
async function tellsWell() { // rejects: never
  await tell('well')
}
async function tellsBadly() { // rejects: yes
  await tell('badly')
}
class Api {
  async answers(res) { // rejects: never
    if (!this.manager) return res.sendStatus(503)
    res.json(this.load())
  }
  async answersAtOnce(res) { // rejects: yes
    res.json(this.load())
  }
  load() {
    if (!this.manager) throw new Error('switched off')
    return this.manager.list
  }
}
// file: reply.js
const { Pool } = require('pg')
const { Kinds } = require('./kinds')
const pool = new Pool()

exports.reply = async (status, res, data) => {
  if (String(status).startsWith('2')) {
    res.status(status).json(data)
  } else {
    const found = await pool.query('select text from messages') // promise: awaited
    status = 500
    res.status(status).json(found)
  }
}
exports.save = async function (res, options = {}) {
  if (options.strict === true) await pool.query('select 2') // promise: awaited
  res.end()
}
exports.log = async (how, res) => {
  if (how === 'quiet') return res.end()
  await pool.query('select 3') // promise: awaited
  res.end()
}
exports.close = async (done) => {
  if (typeof done === 'function') return setImmediate(done)
  await pool.end() // promise: awaited
}
exports.undo = async (steps) => {
  if (!Array.isArray(steps)) throw new Error('no list of steps')
  for (const step of steps) console.log(step)
}
exports.later = async (time) => {
  if (typeof time !== 'number') throw new TypeError('no time')
  return new Promise((resolve) => setTimeout(resolve, time)) // promise: returned
}
const tables = { Person: { add: (body) => Boolean(body.name) } }
exports.check = async (kind, operation, body) => {
  if (!tables[kind]) throw new Error('no such kind')
  if (!tables[kind][operation]) throw new Error('no such operation')
  return tables[kind][operation](body)
}
exports.tidy = async (throwError = true) => {
  try {
    await pool.query('delete from old') // promise: awaited in try
  } catch (error) {
    console.error(error)
    if (throwError) throw error
  }
}
exports.refuse = async (kind, what) => {
  switch (kind) {
    case 'message': return await pool.query('select 4') // promise: awaited
    case Kinds.button:
    case Kinds.command: {
      await pool.query('select 5') // promise: awaited
      break
    }
    default: console.error('refused', kind)
  }
}
exports.shout = async (how) => {
  switch (how) {
    case 'quiet': console.log('shh')
      return
    case 'late': console.log('late')
    default: throw new Error('loud')
  }
}
exports.tell = async (how) => {
  const find = () => {
    switch (how) {
      case 'well': return 'all is well'
      default: throw new Error('nothing to tell')
    }
  }
  console.log(find())
}
// file: kinds.js
const Kinds = { command: 'a command', button: 'a button', reaction: 'a reaction' }
exports.Kinds = Kinds
