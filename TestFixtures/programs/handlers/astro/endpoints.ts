// Astro: endpoints and middleware.
// file: package.json
{ "name": "site", "private": true, "dependencies": { "astro": "^5.0.0" } }
// file: src/pages/api/users.ts
export const GET = async ({ params }) => new Response('ok') // handler: GET /api/users
export function getStaticPaths() { return [] }
// file: src/middleware.ts
import { defineMiddleware } from 'astro:middleware'
export const onRequest = defineMiddleware((context, next) => next()) // handler: every request
