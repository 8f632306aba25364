// Configuration of tools, and of the program itself.
// file: vite.config.ts
export default {} // role: build
// file: jest.config.js
module.exports = {} // role: build
// file: src/config/database.config.ts
import { readFileSync } from 'node:fs' // role: server
export const database = () => readFileSync('ca.pem') // reached: GET /
// file: src/app.ts
import express from 'express' // role: server
import { database } from './config/database.config'
express().get('/', (req, res) => res.send(database()))
