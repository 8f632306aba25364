// express-validator: functions within a schema.
// file: package.json
{ "name": "shop", "private": true, "dependencies": { "express": "^5.0.0", "express-validator": "^7.0.0" } }
// file: app.js
const app = require('express')()
const { checkSchema } = require('express-validator')
const schema = {
  name: { in: ['body'], custom: { options: (value) => value !== 'root' } }, // handler: a validator
  age: { isInt: { options: { min: 1 } } },
}
app.post('/users', checkSchema(schema), (req, res) => res.end()) // handler: POST /users
