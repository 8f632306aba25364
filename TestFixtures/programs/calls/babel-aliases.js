// Names that Babel's module-resolver stands for folders, and its root.
// file: package.json
{ "name": "aliases", "private": true, "dependencies": { "express": "^4.0.0" } }
// file: .babelrc
{ "plugins": [["module-resolver", { "root": ["./src"], "alias": { "~": "./src" } }]] }
// file: src/index.js
import express from 'express'
import { one } from '~/one'
import { two } from 'services/two'
const app = express()
app.get('/', (req, res) => {
  one() // calls: src/one.js:one
  two() // calls: src/services/two.js:two
  res.end()
})
app.listen(3000)
// file: src/one.js
export const one = () => 1
// file: src/services/two.js
export const two = () => 2
