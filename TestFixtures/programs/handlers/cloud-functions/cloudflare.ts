// Workers of Cloudflare: the functions of the default export.
// file: package.json
{ "name": "edge", "private": true, "devDependencies": { "wrangler": "^4.0.0" } }
// file: src/index.ts
export default {
  async fetch(request, env) { return new Response('ok') }, // handler: every request
  async scheduled(event) {}, // handler: every request
  helper() {},
}
