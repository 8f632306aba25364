// Sails: services are globals by the names of their files, helpers stand under sails.helpers.
// speaks of: reached
// file: package.json
{ "name": "site", "private": true, "dependencies": { "sails": "^1.5.0" } }
// file: api/controllers/UserController.js
module.exports = {
  login: async function (req, res) { // handler: the action api/controllers/UserController
    MailService.send() // calls: api/services/MailService.js:send
    await sails.services.mailservice.send() // calls: api/services/MailService.js:send
    await sails.helpers.readIt('x') // calls: api/helpers/read-it.js:fn
    await sails.helpers.mails.sendOne('x') // calls: api/helpers/mails/send-one.js:fn
    res.end()
  },
}
// file: api/services/MailService.js
const fs = require('fs')
module.exports = {
  send() {
    fs.writeFileSync('mail', '') // reached: the action api/controllers/UserController
  },
}
// file: api/helpers/read-it.js
const fs = require('fs')
module.exports = {
  inputs: {},
  fn: async function (inputs) {
    return fs.readFileSync('help') // reached: the action api/controllers/UserController
  },
}
// file: api/helpers/mails/send-one.js
module.exports = {
  inputs: { to: { type: 'string' } },
  fn: async function (inputs) { return inputs.to }
}
