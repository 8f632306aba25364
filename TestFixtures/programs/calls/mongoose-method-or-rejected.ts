// A method of a document that a service found, or rejected.
// file: package.json
{ "name": "p", "private": true, "dependencies": { "express": "4", "mongoose": "8" } }
// file: user.ts
import { Schema, model } from 'mongoose'
import crypto from 'node:crypto'
const schema = new Schema({ name: String })
schema.methods.setPassword = async function (password: string) {
  this.hash = crypto.pbkdf2Sync(password, 'salt', 1000, 64, 'sha512') // reached: PUT /password
}
export default model('User', schema)
// file: app.ts
import express from 'express'
import User from './user'
class Users {
  find = async (id: string) => {
    try {
      const user = await User.findById(id)
      return Promise.resolve(user)
    } catch (error) {
      return Promise.reject(error)
    }
  }
}
const users = new Users()
express().put('/password', async (req, res) => { // handler: PUT /password
  const user = await users.find(req.body.id)
  await user.setPassword(req.body.password)
  res.end()
})
