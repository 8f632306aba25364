// Behind middleware that checks the signature of a chat's service a body is a message of that chat.
// file: package.json
{ "name": "bot", "private": true, "dependencies": { "express": "^4.18.0", "@line/bot-sdk": "^9.0.0" } }
// file: app.ts
import express, { Request, Response } from 'express'
import { middleware } from '@line/bot-sdk'
import { execSync } from 'node:child_process'
const app = express()
app.post('/webhook', middleware({ channelSecret: 'x' }), (req: Request, res: Response) => {
  for (const event of req.body.events) {
    execSync(`convert ${event.message.id}.jpg out.jpg`) // flow: nothing
    execSync(`say ${event.message.text}`) // flow: command from message
    execSync(`say ${req.query.word}`) // flow: command from query
  }
  res.end()
})
app.post('/open', (req: Request, res: Response) => {
  execSync(`convert ${req.body.message.id}.jpg out.jpg`) // flow: command from body
})
