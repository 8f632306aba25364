// Server actions that a script alone calls have no address.
// file: package.json
{ "name": "web", "private": true, "dependencies": { "next": "16.0.0", "react": "19.0.0", "react-dom": "19.0.0" } }
// file: lib/provisioning.ts
'use server'
export async function create() {}
// file: lib/orders.ts
'use server'
export async function order() {} // handler: the server action order
// file: scripts/create.ts
import { create } from '../lib/provisioning'
import { order } from '../lib/orders'
create()
order()
// file: app/form.tsx
import { order } from '../lib/orders'
export const Form = () => null
export const action = order
