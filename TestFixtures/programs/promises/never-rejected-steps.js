// What Bluebird reflects, what Express's next() gives, and texts of the program itself.
// file: app.js
const express = require('express')
const mongoose = require('mongoose')
const Promise = require('bluebird')
const multer = require('multer')
const { reply, load } = require('./reply')
const Room = mongoose.model('Room', new mongoose.Schema({ name: String }))
const app = express()

async function reflected(rooms) { // rejects: never
  const saves = rooms.slice(0, 9).map(room => new Room(room).save().reflect())
  await Promise.all(saves).each(save => save.isFulfilled())
}
async function gathered(rooms) { // rejects: never
  const saves = []
  for (const room of rooms) saves.push(new Room(room).save().reflect())
  await Promise.all(saves)
}
async function saved(rooms) { // rejects: yes
  const saves = rooms.map(room => new Room(room).save())
  await Promise.all(saves)
}
async function timed(req, res, next) { // rejects: never
  await next()
}
async function storage(folder) { // rejects: never
  return await multer.diskStorage({ destination: folder })
}
async function greet() { // rejects: never
  return reply('hello')
}
async function report(name) { // rejects: yes
  return load(name)
}
app.use(timed)
// file: reply.js
const fs = require('fs')
const path = require('path')
exports.reply = key => {
  let texts
  try { texts = JSON.parse(fs.readFileSync(path.join(__dirname, 'texts.json'), 'utf8')) } catch (error) {
    throw new Error('no texts')
  }
  return texts[key]
}
exports.load = name => {
  try { return JSON.parse(fs.readFileSync(path.join('/data', name), 'utf8')) } catch (error) {
    throw new Error('no such file')
  }
}
class Waiting {
  items = []
  shift() {
    if (this.items.length === 0) return null
    const item = this.items.shift()
    if (!item) throw new Error('nothing')
    return item
  }
  async next() { // rejects: never
    return this.shift()
  }
}
