// Next.js: API routes, app routes, page data, server actions, middleware.
// file: package.json
{ "name": "web", "private": true, "dependencies": { "next": "15.0.0", "react": "19.0.0", "react-dom": "19.0.0" } }
// file: pages/api/users/[id].ts
const withAuth = (handler) => async (req, res) => handler(req, res)
async function handler(req, res) { res.end() } // handler: ALL /api/users/[id]
export default withAuth(handler)
// file: pages/index.ts
export async function getServerSideProps(context) { return { props: {} } } // handler: the page /
export async function getStaticProps() { return { props: {} } }
export default function Home() { return null }
// file: app/api/books/route.ts
import { withLimit } from '@acme/limit'
export async function GET(request) { return new Response('ok') } // handler: GET /api/books
async function create(request) { return new Response('ok') } // handler: POST /api/books
export const POST = withLimit(create)
export const dynamic = 'force-dynamic'
// file: app/actions.ts
'use server'
export async function subscribe(form) {} // handler: the server action subscribe
async function hidden() {}
// file: middleware.ts
export function middleware(request) {} // handler: every request
export const config = { matcher: '/x' }
// file: lib/helper.ts
export async function GET() {}
// file: pages/_middleware.ts
export async function middleware(request) { return Response.next() } // handler: every request
