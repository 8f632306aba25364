// tRPC: procedures of several files, middleware, the old router.
// file: trpc.ts
import { initTRPC } from '@trpc/server'
const t = initTRPC.context().create()
export const router = t.router
export const publicProcedure = t.procedure
const isUser = t.middleware(({ ctx, next }) => next()) // handler: a tRPC middleware
export const userProcedure = t.procedure.use(isUser)
// file: app.ts
import { z } from 'zod'
import { publicProcedure, router, userProcedure } from './trpc'
export const app = router({
  list: publicProcedure.query(() => []), // handler: the tRPC query list
  add: userProcedure
    .input(z.object({ name: z.string().transform((name) => name.trim()) }))
    .mutation(async ({ input }) => input), // handler: the tRPC mutation add
})
const rows = { query: (fn) => fn }
rows.query(() => [])
