// Express: wrappers of the project and of packages; of a wrapper the function it calls is the handler.
const express = require('express')
const asyncHandler = require('express-async-handler')
const catchAsync = (fn) => (req, res, next) => Promise.resolve(fn(req, res, next)).catch(next)
const allow = (role) => (req, res, next) => next() // handler: GET /a, GET /c
const onlyIf = (test) => (req, res, next) => (test(req.user) ? next() : res.end()) // handler: GET /c
const list = catchAsync(async (req, res) => { res.end() }) // handler: GET /a
const router = express.Router()
router.get('/a', allow('admin'), list)
router.get('/b', asyncHandler(async (req, res) => { res.end() })) // handler: GET /b
router.get('/c', [allow('user'), onlyIf((user) => user.isNew)], function last(req, res) { res.end() }) // handler: GET /c
const app = express()
app.use(router)
