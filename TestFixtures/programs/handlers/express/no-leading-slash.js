// A path without a slash at its beginning is never matched.
const express = require('express')
const router = express.Router()
router.get('users/list', (req, res) => res.end())
router.get('/users', (req, res) => res.end()) // handler: GET /api/users
router.get('*', (req, res) => res.end()) // handler: GET /api/*
router.get(/users/, (req, res) => res.end()) // handler: GET of a computed path
const app = express()
app.get('users', (req, res) => res.end())
app.use('/api', router)
app.listen(3000)
