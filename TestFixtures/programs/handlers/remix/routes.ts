// Remix: loaders and actions of route modules.
// file: package.json
{ "name": "site", "private": true, "dependencies": { "@remix-run/node": "^2.0.0" } }
// file: app/routes/users.$id.ts
export async function loader({ params }) { return null } // handler: the page /users/:id
export const action = async ({ request }) => null // handler: an action of the page /users/:id
export default function User() { return null }
