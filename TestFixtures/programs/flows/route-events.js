// SvelteKit and Remix hand over one object: the request and the parts of the address are its members.
// file: package.json
{ "name": "site", "dependencies": { "@sveltejs/kit": "^2.0.0" } }
// file: src/routes/a/+server.js
import { exec } from 'child_process'
export async function POST({ request, params, url }) {
  exec('a ' + params.id) // flow: command from params
  exec('a ' + url.searchParams.get('x')) // flow: command from query
  const { name } = await request.json()
  exec('a ' + name) // flow: command from body
  return new Response('')
}
// file: src/routes/b/+page.server.js
import { exec } from 'child_process'
export const actions = {
  save: async ({ request }) => {
    const data = await request.formData()
    exec('b ' + data.get('a')) // flow: command from body
  },
}
export function load(event) { exec('b ' + event.params.slug) } // flow: command from params
