// Nuxt and Nitro: event handlers in files of the server folder, h3's own routers.
// file: package.json
{ "name": "site", "private": true, "dependencies": { "nuxt": "^3.0.0", "h3": "^1.0.0" } }
// file: server/api/users.get.ts
export default defineEventHandler(async (event) => []) // handler: GET /api/users
// file: server/api/[...path].ts
export default defineEventHandler(() => []) // handler: ALL /api/[...path]
// file: server/api/files/[...slug].get.ts
export default defineEventHandler(() => []) // handler: GET /api/files/[...slug]
// file: app.ts
import { createApp, createRouter, eventHandler } from 'h3'
const router = createRouter()
router.get('/', eventHandler(() => 'ok')) // handler: GET /
createApp().use(router)
