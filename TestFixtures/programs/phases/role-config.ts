// Configuration of tools, and of the program itself.
// file: vite.config.ts
export default {} // role: build
// file: jest.config.js
module.exports = {} // role: build
// file: src/config/database.config.ts
import { readFileSync } from 'node:fs' // role: server
export const database = () => readFileSync('ca.pem') // reached: GET /
// file: config/mail.config.js
const { readFileSync } = require('node:fs') // role: server
module.exports = () => readFileSync('key.pem') // reached: GET /mail
// file: config/webpack.config.js
module.exports = {} // role: build
// file: src/app.ts
import express from 'express' // role: server
import { database } from './config/database.config'
import mail from '../config/mail.config'
express().get('/', (req, res) => res.send(database()))
express().get('/mail', (req, res) => res.send(mail()))
