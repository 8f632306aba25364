// Servers of Bun and Deno.
Bun.serve({
  port: 3000,
  fetch(request) { return new Response('ok') }, // handler: every request
})
Deno.serve(async (request) => new Response('ok')) // handler: every request
