// The handler takes the request apart in its parameters.
// file: app.js
const app = require('express')()
const { exec } = require('child_process')
app.get('/:id', ({ params: { id }, query, user }, res) => {
  exec('ls ' + id) // flow: command from params
  exec('ls ' + query.folder) // flow: command from query
  exec('ls ' + user.folder) // flow: nothing
})
