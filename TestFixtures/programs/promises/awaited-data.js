// What was awaited is data, though it goes by the name of the query; and what ends with a callback gives no promise.
// file: app.js
const { PrismaClient } = require('@prisma/client')
const mongoose = require('mongoose')
const EventProxy = require('eventproxy')
const prisma = new PrismaClient()
const User = mongoose.model('User', new mongoose.Schema({}))
const proxy = new EventProxy()
async function names() {
  const users = await prisma.user.findMany()
  users.map((user) => user.name) // promise: nothing
}
User.findOne({}, proxy.done('user')) // promise: nothing
User.findOne({}) // promise: lazy dropped
async function several(filter) {
  const [one, list] = await Promise.all([prisma.user.findFirst(), prisma.user.findMany()])
  list.sort() // promise: nothing
  one.tags.push('new') // promise: nothing
  one.profile.names.sort() // promise: nothing
  const kept = (await prisma.user.findMany()).map((user) => user.name)
  kept.push('last') // promise: nothing
  const stored = one?.marks || []
  stored.push('mark') // promise: nothing
  const found = await load(filter) // promise: awaited
  found.reverse() // promise: nothing
  found.forEach((user) => user.tags.sort()) // promise: nothing
  show(one) // promise: nothing
  let rooms = await User.find().lean() // promise: lazy awaited
  rooms = rooms.filter((room) => room.last)
  rooms.sort((a, b) => b.last - a.last) // promise: nothing
  rooms.find((room) => room.last) // promise: nothing
}
function show(user) {
  user.roles.forEach((role) => console.log(role)) // promise: nothing
}
async function load(filter) {
  return await prisma.user.findMany(filter) // promise: lazy awaited
}
function ask(limit) {
  let query = User.find() // promise: lazy kept
  if (limit) query = query.limit(limit) // promise: lazy kept
  query.sort('name') // promise: lazy dropped
  narrow(User.find()) // promise: lazy passed
}
function narrow(query) {
  query.where('name') // promise: lazy dropped
}
class Shelf {
  constructor() {
    this.books = []
  }
  async one(id) { // rejects: never
    const book = await this.books.find((entry) => entry.id === id)
    return book ?? null
  }
}
