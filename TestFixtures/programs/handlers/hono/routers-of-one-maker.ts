// Routers that one function makes are not told apart: what prefix each has is left open.
import { Hono } from 'hono'
function make() { return new Hono() }
const users = make().basePath('/users')
const orders = make().basePath('/orders')
users.get('/me', (c) => c.text('')) // handler: GET …/me
orders.get('/open', (c) => c.text('')) // handler: GET …/open
