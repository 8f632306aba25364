// A package that draws in a browser, and serves what it draws itself.
// file: package.json
{ "name": "pages", "private": true, "dependencies": { "react": "19.0.0", "react-dom": "19.0.0" } }
// file: src/index.ts
import { serve } from 'bun' // role: server
serve({ port: 3000, fetch: async (req) => new Response('page') }) // handler: every request
