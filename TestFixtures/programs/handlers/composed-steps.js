// Steps put around a handler by a function that takes the steps first: each page has its own handler, and no other's.
// file: package.json
{ "dependencies": { "next": "13.4.0" } }
// file: lib/prepare.js
export default (...steps) => (handler) => steps.reduceRight((next, step) => step(next), handler)
// file: lib/only-get.js
const onlyGet = (handler) => async (req, res) => {
  if (req.method !== 'GET') return res.status(405).end()
  return handler(req, res)
}
export default onlyGet
// file: pages/api/a.js
import { readFileSync } from 'fs'
import prepare from '../../lib/prepare'
import onlyGet from '../../lib/only-get'
async function A(req, res) { // handler: ALL /api/a
  res.end(readFileSync('a')) // reached: ALL /api/a
}
export default prepare(onlyGet)(A)
// file: pages/api/b.js
import { readFileSync } from 'fs'
import prepare from '../../lib/prepare'
import onlyGet from '../../lib/only-get'
async function B(req, res) { // handler: ALL /api/b
  res.end(readFileSync('b')) // reached: ALL /api/b
}
export default prepare(onlyGet)(B)
