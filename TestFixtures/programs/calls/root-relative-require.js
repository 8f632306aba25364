// A path below the package's root, as NODE_PATH and `rootpath` allow.
// file: package.json
{ "name": "shop", "dependencies": { "rootpath": "^0.1.2", "lodash": "^4.17.21" } }
// file: server.js
require("rootpath")()
const { hash } = require("helpers/passwords")
const map = require("lodash/map")

hash("x") // calls: helpers/passwords.js:hash
map([], hash) // calls: lodash/map
// file: helpers/passwords.js
exports.hash = function hash(text) {
  return text
}
