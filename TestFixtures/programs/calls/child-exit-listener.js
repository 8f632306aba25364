// The end of a child process is an event while the server runs; the server's own end is not.
// file: package.json
{ "name": "p", "private": true, "dependencies": { "express": "4" } }
// file: app.js
const express = require('express')
const childProcess = require('child_process')
const fs = require('fs')
process.on('exit', () => fs.unlinkSync('lock')) // reached: no request
express().post('/browser', (req, res) => { // handler: POST /browser
  const child = childProcess.exec('apt install chromium')
  child.on('exit', (code) => {
    const version = childProcess.execSync('chromium --version') // reached: POST /browser
    res.send(String(version))
  })
})
