// A schema says what shape a value has, not what stands in its texts.
// file: app.js
const app = require('express')()
const { z } = require('zod')
const { exec } = require('child_process')
const mongoose = require('mongoose')
const User = mongoose.model('User', new mongoose.Schema({}))
const schema = z.object({ name: z.string() })
app.post('/', async (req, res) => {
  const { name } = schema.parse(req.body)
  await User.findOne({ name }) // flow: nothing
  exec('ls ' + name) // flow: command from body
})
