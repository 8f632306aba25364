// Whether a call fails is decided by what it hands over.
const fs = require('fs')
const { off, app } = require('./settings')
const emit = (name, ...rest) => {
  let isError = name === 'error'
  if (app.events) isError = isError && !app.events.error
  if (isError) throw rest[0]
  return true
}
async function remove() { // rejects: never
  emit('removed', 1)
}
async function fail() { // rejects: yes
  emit('error', new Error('all'))
}
function save(name, done) {
  if (off) {
    done()
    return
  }
  fs.writeFile(name, name, done)
}
async function quiet() { // rejects: never
  save('x', () => console.debug('saved'))
}
async function loud() { // rejects: yes
  save('x', () => {
    throw new Error('x')
  })
}
const mayFail = async (name) => { // rejects: yes
  return await fs.promises.readFile(name)
}
const first = async (name, done = null) => { // rejects: yes
  if (done != null) return first(name).then((v) => done(null, v), done)
  return await mayFail(name)
}
async function withCallback() { // rejects: never
  await first('x', (error, v) => console.log(v))
}
const answer = async (log, status) => { // rejects: yes
  const isGood = status <= 226
  if (!isGood) await fs.promises.appendFile(log, 'x')
}
async function good() { // rejects: never
  await answer('log', 204)
}
async function bad() { // rejects: yes
  await answer('log', 404)
}
module.exports = { remove, fail, quiet, loud, withCallback, good, bad }
