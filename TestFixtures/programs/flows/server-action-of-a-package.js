// Who calls the server actions of a package that is added to other people's applications, and with what, nobody can tell.
// file: package.json
{ "name": "everything", "private": true, "workspaces": ["shop", "kit"] }
// file: shop/package.json
{ "name": "shop", "private": true, "dependencies": { "next": "^15.0.0", "pg": "^8.0.0" } }
// file: kit/package.json
{ "name": "kit", "version": "1.0.0", "dependencies": { "pg": "^8.0.0" }, "peerDependencies": { "next": "^15.0.0" } }
// file: shop/actions.js
'use server'
import { Pool } from 'pg'
const pool = new Pool()
export async function find(name) {
  return pool.query(`SELECT * FROM items WHERE name = '${name}'`) // flow: sql from arguments
}
// file: kit/actions.js
'use server'
import { Pool } from 'pg'
const pool = new Pool()
export async function read(config) {
  return pool.query(`SELECT * FROM ${config.table}`)
}
