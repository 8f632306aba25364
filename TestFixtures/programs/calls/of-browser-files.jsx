// What browsers alone run hands nothing to the server's functions; what a server draws, it runs.
// file: package.json
{ "name": "shop", "private": true, "dependencies": { "express": "4", "react": "18", "react-dom": "18" } }
// file: web/cart.jsx
import { each } from '../shared/each.js' // role: frontend
import { label } from './label.js'
export const Cart = ({ items }) => <ul>{each(items, (item) => <li>{label(item)}</li>)}</ul>
// file: web/label.js
export const label = (item) => item.name // role: frontend
// file: shared/each.js
export const each = (items, task) => { // role: server // phase: request
  return items.map((item) => task(item)) // calls: app.jsx:total, Array.prototype.map
}
// file: views/receipt.jsx
import { readFileSync } from 'node:fs' // role: server
export const Receipt = () => <p>{logo()}</p>
const logo = () => readFileSync('logo.svg', 'utf8') // reached: GET /receipt
// file: views/plain.jsx
import { Footer } from './footer.jsx' // role: server
export const Plain = () => { // phase: request
  return <p>{Footer()}</p> // calls: views/footer.jsx:Footer
}
// file: views/footer.jsx
export const Footer = () => <i>end</i> // role: server // phase: request
// file: app.jsx
import express from 'express' // role: server
import { renderToString } from 'react-dom/server'
import { each } from './shared/each.js'
import { Plain } from './views/plain.jsx'
import { Receipt } from './views/receipt.jsx'
const total = (item) => item.price
const app = express()
app.get('/total', (req, res) => res.json(each([{ price: 1 }], total))) // handler: GET /total
app.get('/receipt', (req, res) => res.send(renderToString(Receipt()))) // handler: GET /receipt
app.get('/plain', (req, res) => res.send(renderToString(Plain()))) // handler: GET /plain
app.listen(3000)
