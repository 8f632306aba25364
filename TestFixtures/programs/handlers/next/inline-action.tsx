// Server actions written within components.
// file: package.json
{ "name": "web", "private": true, "dependencies": { "next": "15.0.0", "react": "19.0.0", "react-dom": "19.0.0" } }
// file: app/page.tsx
export default async function Page() { // handler: the page /
  async function save(form: FormData) { // handler: the server action save // phase: request
    'use server'
    return form.get('name')
  }
  const remove = async (form: FormData) => { // handler: the server action remove // phase: request
    'use server'
  }
  async function drawn(form: FormData) { // phase: none
    'use strict'
  }
  return <form action={save}><button formAction={remove}>x</button></form>
}
