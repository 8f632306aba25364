// Nuxt imports what stands in `server/utils` of itself, for the files of the server.
// speaks of: handler
// file: package.json
{ "name": "site", "private": true, "dependencies": { "nuxt": "^3.0.0" } }
// file: server/api/users/[id].post.ts
export default defineEventHandler(async (event) => { // handler: POST /api/users/[id]
  return saveUser(event) // calls: server/utils/users.ts:saveUser
})
// file: server/api/index.ts
export default defineEventHandler(() => audit()) // handler: ALL /api // calls: #defineEventHandler, server/utils/audit.ts:audit
// file: server/middleware/log.ts
export default defineEventHandler((event) => {}) // handler: every request
// file: server/routes/feed.get.ts
import { saveUser as own } from '~/server/utils/users'
export default defineEventHandler((event) => own(event)) // handler: GET /feed // calls: #defineEventHandler, server/utils/users.ts:saveUser
// file: server/utils/users.ts
export const saveUser = (event: unknown) => event
// file: server/utils/audit.ts
export default function audit() { return 1 }
// file: components/form.ts
export const send = () => saveUser(1) // calls: #saveUser
