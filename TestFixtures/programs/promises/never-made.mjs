// What is no promise after all: sessions that take callbacks, models of an old Sequelize, names that nobody exports.
// file: package.json
{ "private": true, "type": "module", "dependencies": { "express-session": "^1.18.0", "sequelize": "~1.7.10" } }
// file: app.js
import Sequelize from 'sequelize'
import { keep, refresh } from './tokens.js'
const db = new Sequelize('app')
const Item = db.define('item', {})

export async function leave(req) { // rejects: never
  await req.session.destroy()
}
export async function enter(req) { // rejects: yes
  await req.room.enter()
}
export function add(item) {
  Item.create(item) // promise: nothing
}
export async function renew() { // rejects: never
  await refresh()
}
export async function store(token) { // rejects: yes
  await keep(token) // promise: awaited
}
// file: tokens.js
async function refresh() { console.log('again') }
export async function keep(token) { // rejects: yes
  await fetch('http://tokens.internal/', { method: 'POST', body: token }) // promise: awaited
  await refresh() // promise: awaited
}
