// Of one function that makes applications, each call of basePath makes another one.
import { Hono } from 'hono'
function make() { return new Hono() }
const users = make().basePath('/users')
const orders = make().basePath('/orders')
users.get('/me', (c) => c.text('')) // handler: GET /users/me
orders.get('/open', (c) => c.text('')) // handler: GET /orders/open
