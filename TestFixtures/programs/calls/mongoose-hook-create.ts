// Model.create saves, too; the hook is asynchronous in form alone.
import bcrypt from 'bcryptjs'
import express from 'express'
import { model, Schema } from 'mongoose'
const schema = new Schema({ password: String })
schema.pre('save', async function () {
  this.password = bcrypt.hashSync(this.password) // reached: POST /users
})
const User = model('User', schema)
express().post('/users', async (req, res) => {
  const user = await User.create(req.body)
  res.json(user)
})
