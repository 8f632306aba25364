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
