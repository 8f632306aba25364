// Middleware for uploads whose name another file imports and never says stands in no route.
// speaks of: role
// file: package.json
{ "name": "shop", "private": true, "main": "app.js", "dependencies": { "express": "^4.18.0", "multer": "^1.4.4" } }
// file: app.js
const express = require('express') // role: server
const { papers } = require('./papers')
const pictures = require('./pictures').upload
const { sounds } = require('./sounds')
const app = express()
app.post('/sounds', sounds.single('sound'), (req, res) => res.end())
app.listen(3000)
// file: papers.js
const multer = require('multer') // role: script
module.exports.papers = multer({ dest: 'papers' })
// file: pictures.js
const multer = require('multer') // role: script
module.exports.upload = multer({ dest: 'pictures' })
// file: sounds.js
const multer = require('multer') // role: server
module.exports.sounds = multer({ dest: 'sounds' })
