// What answers gives no promise, and the program's own modules are loaded at the first try or never.
// file: app.js
import express from 'express'
const app = express()
const plugins = [import('./ldap.js'), import('./local.js')]

async function load() { // rejects: never
  return await Promise.all(plugins)
}
async function loadOne() { // rejects: never
  return await import('./local.js')
}
app.get('/', async (req, res) => { // rejects: never
  await res.redirect('/home')
})
app.get('/home', async (req, res) => { // rejects: never
  await res.status(200).json(await load())
})
app.get('/away', async (req, res) => { // rejects: yes
  await res.json(await fetch('http://away.internal'))
})
export { load, loadOne }
// file: ldap.js
export const name = 'ldap'
// file: local.js
export const name = 'local'
