// What pages of Next.js are given: the parts of the address.
// file: package.json
{ "name": "site", "dependencies": { "next": "^15.0.0", "react": "^19.0.0" } }
// file: pages/x.tsx
import { exec } from 'child_process'
import type { GetServerSideProps } from 'next'
export const getServerSideProps: GetServerSideProps = async (context) => {
  exec('a ' + context.query.a) // flow: command from query
  const { slug } = context.params as any
  exec('a ' + slug) // flow: command from params
  exec('a ' + context.req.headers.x) // flow: command from headers
  return { props: {} }
}
export default function X() { return null }
// file: app/p/[id]/page.tsx
import { exec } from 'child_process'
export default async function Page({ params, searchParams }: { params: { id: string }; searchParams: Promise<any> }) {
  exec('b ' + params.id) // flow: command from params
  const search = await searchParams
  exec('b ' + search.q) // flow: command from query
  return null
}
