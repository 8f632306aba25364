// SvelteKit's `$lib` is `src/lib`, whatever tsconfig says.
// file: package.json
{ "name": "kit", "private": true, "devDependencies": { "@sveltejs/kit": "^2.0.0", "svelte": "^5.0.0" } }
// file: src/routes/api/+server.ts
import { load } from '$lib/server/store'
import { env } from '$env/dynamic/private'
export const GET = async () => new Response(load(env.NAME)) // calls: src/lib/server/store.ts:load, #Response
// file: src/lib/server/store.ts
export const load = (name: string) => name
