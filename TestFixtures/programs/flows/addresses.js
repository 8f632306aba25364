// Who decides the host decides where a request goes.
// file: app.js
const app = require('express')()
const axios = require('axios')
const BASE = process.env.BASE
app.get('/', async (req, res) => {
  await axios.get(req.query.url) // flow: url from query
  await axios.get('https://' + req.query.host + '/x') // flow: url from query
  await axios.get('https://api.example/users/' + req.query.id) // flow: nothing
  await axios.get(`${BASE}/users/${req.query.id}`) // flow: nothing
  await fetch(`https://api.example/${req.query.id}`) // flow: nothing
})
