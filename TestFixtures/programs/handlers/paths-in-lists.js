// A list of paths, with constants in templates; one that cannot be read is a computed path, not the root.
const express = require('express')
const app = express()
const base = '/skServer'
app.get([`${base}/plugin/:name`, `${base}/plugin/:org/:name`], (req, res) => res.end()) // handler: GET /skServer/plugin/:name | /skServer/plugin/:org/:name
app.get(['/a', '/b'], (req, res) => res.end()) // handler: GET /a | /b
app.get([`/${process.env.PREFIX}/a`, '/c'], (req, res) => res.end()) // handler: GET of a computed path
const log = (req, res, next) => next() // handler: every request
app.use([log])
app.listen(4304)
