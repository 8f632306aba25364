// A server of node:http that takes its address apart.
// file: app.js
const http = require('http')
const url = require('url')
const { exec } = require('child_process')
http.createServer((request, response) => {
  const { query } = url.parse(request.url, true)
  exec('ls ' + query.folder) // flow: command from url
  const address = new URL(request.url, 'http://x')
  exec('ls ' + address.searchParams.get('folder')) // flow: command from url
  let body = ''
  request.on('data', (chunk) => { body += chunk })
  request.on('end', () => exec('ls ' + JSON.parse(body).folder)) // flow: command from body
  response.end('<p>' + request.url + '</p>') // flow: html from url
}).listen(80)
