// What a function of the program makes a handler of is the route of the file that gives it away.
// file: package.json
{ "name": "site", "private": true, "dependencies": { "nuxt": "4.0.0" } }
// file: server/utils/handlers.ts
export const defineUserHandler = (handler) =>
  defineEventHandler(async (event) => { // handler: GET /api/report, DELETE /api/users/[id]
    const user = await useSession(event)
    return handler({ event, user })
  })
export const defineAdminHandler = (handler) => defineUserHandler(({ event, user }) => handler({ event, user }))
// file: server/api/report.get.ts
import { readFileSync } from 'node:fs'
export default defineUserHandler(async ({ event }) => readFileSync('/data/report.json', 'utf8')) // reached: GET /api/report
// file: server/api/users/[id].delete.ts
import { rmSync } from 'node:fs'
export default defineAdminHandler(({ event }) => rmSync(event.path)) // reached: DELETE /api/users/[id]
