// import() of a template: any file of the folder.
// file: commands/list.js
import { readdirSync } from 'node:fs'
export default () => readdirSync('.') // reached: POST /run
// file: commands/show.js
import { readFileSync } from 'node:fs'
export default () => readFileSync('x') // reached: POST /run
// file: other/hidden.js
import { readFileSync } from 'node:fs'
export default () => readFileSync('x') // reached: no request
// file: app.js
import express from 'express'
express().post('/run', async (req, res) => {
  const command = await import(`./commands/${req.body.name}.js`)
  res.json(command.default()) // calls: commands/list.js:default, commands/show.js:default, express#Response().json
})
