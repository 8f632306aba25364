// What is made once on a request works often: the options of a server behind a memo guard.
const fs = require('fs')
const { Server } = require('@tus/server')
const express = require('express')
const app = express()
let server = null
const folder = () => { fs.mkdirSync('uploads') } // reached: ALL /files/*
function getServer() {
  if (server) return server
  folder()
  fs.readFileSync('config.json') // reached: ALL /files/* once
  server = new Server({
    path: '/files',
    async onUploadFinish(req, upload) {
      fs.renameSync('/tmp/' + upload.id, '/data/' + upload.id) // reached: ALL /files/*
      folder()
    },
  })
  return server
}
app.all('/files/*', (req, res) => getServer().handle(req, res)) // handler: ALL /files/*
app.listen(3000)
