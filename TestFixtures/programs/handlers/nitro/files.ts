// Nuxt and Nitro: event handlers in files of the server folder, h3's own routers.
// file: server/api/users.get.ts
export default defineEventHandler(async (event) => []) // handler: the route server/api/users.get
// file: app.ts
import { createApp, createRouter, eventHandler } from 'h3'
const router = createRouter()
router.get('/', eventHandler(() => 'ok')) // handler: GET /
createApp().use(router)
