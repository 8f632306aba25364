// A route under several paths, one of them a regular expression.
const express = require('express')
const app = express()
const router = express.Router()
router.get(['/old', /^\/new/], (req, res) => res.end()) // handler: GET /v1/old
app.use('/v1', router)
