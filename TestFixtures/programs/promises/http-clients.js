// Clients, instances of clients and their answers.
// file: app.js
const axios = require('axios')
const got = require('got')
const api = axios.create({ baseURL: 'https://x.example' })
async function start() {
  axios('/a') // promise: dropped
  axios.post('/a', {}) // promise: dropped
  api.get('/a') // promise: dropped
  got('/a').json() // promise: dropped
  const answer = await fetch('/a') // promise: awaited
  answer.json() // promise: dropped
}
