// A program whose manifest has the name of the framework it depends on.
// file: package.json
{ "name": "express", "version": "1.0.0", "dependencies": { "express": "^4.19.0" } }
// file: index.js
const express = require('express')
const app = express()
app.use('/users', require('./users'))
app.listen(3000)
// file: users.js
const router = require('express').Router()
router.get('/:id', (req, res) => res.send('one')) // handler: GET /users/:id
module.exports = router
