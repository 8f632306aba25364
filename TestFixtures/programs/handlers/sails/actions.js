// Sails: actions and policies by their folders.
// file: package.json
{ "name": "site", "private": true, "dependencies": { "sails": "^1.5.0" } }
// file: api/controllers/UserController.js
module.exports = {
  list: async function (req, res) {}, // handler: the action api/controllers/UserController
}
// file: api/controllers/account/logout.js
module.exports = {
  friendlyName: 'Logout',
  inputs: {},
  fn: async function () {}, // handler: the action api/controllers/account/logout
}
// file: api/policies/is-logged-in.js
module.exports = async function (req, res, proceed) { proceed() } // handler: the policy api/policies/is-logged-in
