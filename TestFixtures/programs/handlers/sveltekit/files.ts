// SvelteKit: endpoints, loads and actions, hooks.
// file: package.json
{ "name": "site", "private": true, "devDependencies": { "@sveltejs/kit": "^2.0.0" } }
// file: src/routes/(app)/users/+server.ts
export async function GET({ url }) { return new Response('ok') } // handler: GET /users
// file: src/routes/login/+page.server.ts
export const load = async () => ({}) // handler: the page /login
export const actions = {
  default: async ({ request }) => {}, // handler: an action of the page /login
}
// file: src/hooks.server.ts
export const handle = async ({ event, resolve }) => resolve(event) // handler: every request
// file: src/lib/load.ts
export const load = async () => ({})
