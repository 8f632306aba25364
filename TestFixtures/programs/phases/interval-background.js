// Timers and schedules set up while starting run in the background.
const cron = require('node-cron')
const express = require('express')
const fs = require('fs')
function sweep() { // phase: background
  fs.readdirSync('/tmp') // reached: no request
}
setInterval(sweep, 1000)
cron.schedule('0 0 * * *', function nightly() { // phase: background // handler: the schedule 0 0 * * *
  report()
})
function report() { // phase: background
  fs.writeFileSync('report', '') // reached: no request
}
express().get('/', (req, res) => res.end()) // handler: GET /
