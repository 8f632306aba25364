// Which of two files is loaded is decided when the program starts.
// file: package.json
{ "name": "one-of-two", "private": true, "dependencies": { "express": "^4.0.0" } }
// file: app.js
const app = require('express')()
const store = require(process.env.CLOUD ? './cloud' : './disk')
app.get('/', (req, res) => {
  store.put() // calls: cloud.js:put, disk.js:put
  res.end()
})
app.listen(3000)
// file: cloud.js
exports.put = () => {}
// file: disk.js
exports.put = () => {}
