// A package that draws with a browser's framework and opens a server of its own serves.
// file: package.json
{ "name": "chat", "private": true, "dependencies": { "preact": "10" }, "scripts": { "start": "node server.js" } }
// file: server.js
const http = require('http')
const { readFileSync } = require('fs')
const page = (req, res) => { // handler: a request
  res.end(readFileSync('page.html')) // reached: a request
}
http.createServer(page).listen(8000)
// file: client/chat.jsx
import { render } from 'preact' // role: frontend
render(<p />, document.body)
