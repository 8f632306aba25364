// A way through more than three calls is not followed.
// file: app.js
const app = require('express')()
const { exec } = require('child_process')
const one = (x) => two(x)
const two = (x) => three(x)
const three = (x) => four(x)
const four = (x) => { exec('ls ' + x) } // flow: nothing
const near = (x) => nearer(x)
const nearer = (x) => nearest(x)
const nearest = (x) => { exec('cat ' + x) } // flow: command from query
app.get('/', (req, res) => { one(req.query.a); near(req.query.a) })
