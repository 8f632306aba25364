// What createContext of tRPC gives is the ctx of procedures.
// file: store.ts
import { readFileSync } from 'node:fs'
export class Store {
  all() {
    return readFileSync('all', 'utf8') // reached: the tRPC query list
  }
}
// file: trpc.ts
import { initTRPC } from '@trpc/server'
import { Store } from './store'
const store = new Store()
const inner = (opts) => ({ session: opts.session, store })
export const createContext = async (opts) => inner({ session: opts.req.headers })
const t = initTRPC.context<typeof createContext>().create()
export const router = t.router
export const publicProcedure = t.procedure
// file: app.ts
import { createHTTPServer } from '@trpc/server/adapters/standalone'
import { createContext, publicProcedure, router } from './trpc'
const appRouter = router({
  list: publicProcedure.query(async ({ ctx }) => {
    return ctx.store.all() // calls: store.ts:Store.all
  })
})
createHTTPServer({ router: appRouter, createContext }).listen(3000)
