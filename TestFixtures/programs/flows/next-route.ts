// A route handler of Next.js.
// file: package.json
{ "name": "shop", "dependencies": { "next": "^15.0.0" } }
// file: app/api/files/route.ts
import { NextRequest } from 'next/server'
import { exec } from 'child_process'
export async function POST(request: NextRequest) {
  exec('ls ' + request.nextUrl.searchParams.get('folder')) // flow: command from query
  const { folder } = await request.json()
  exec('ls ' + folder) // flow: command from body
}
