// A function that catches all that may fail in it gives a promise that is never rejected.
// file: app.js
const { explain } = require('./not-there')

async function answers(event) { // rejects: unknown
  try {
    await fetch('https://audit.example')
  } catch (error) {
    await explain(error)
  }
}
async function asks(event) { // rejects: yes
  await explain(event)
}
async function audit(event) { // rejects: never
  try {
    await fetch('https://audit.example', { method: 'POST', body: event })
  } catch (error) {
    console.error(error)
  }
}
async function rethrows(event) { // rejects: yes
  try {
    await fetch('https://audit.example')
  } catch (error) {
    throw new Error('audit failed')
  }
}
async function onlyFinally(event) { // rejects: yes
  try {
    await fetch('https://audit.example')
  } finally {
    console.log('done')
  }
}
async function returnsInTry() { // rejects: yes
  try {
    return fetch('https://audit.example') // promise: returned
  } catch (error) {
    return null
  }
}
async function nothingToFail(name) { // rejects: never
  return { name }
}
async function usesSafe(event) { // rejects: never
  await audit(event)
}
const parse = (raw) => (typeof raw === 'string' ? JSON.parse(raw) : raw)
async function givesWhatWasMade(raw) { // rejects: never
  try {
    const value = parse(raw)
    return value
  } catch (error) {
    return false
  }
}
