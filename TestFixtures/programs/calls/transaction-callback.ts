// Inside of a transaction the callback is handed the client, or its manager, anew.
// file: app.ts
import { PrismaClient } from '@prisma/client'
import { DataSource } from 'typeorm'
import { Movie } from './movie'
const prisma = new PrismaClient()
const source = new DataSource({ type: 'postgres' })
export const move = () => prisma.$transaction(async (tx) => {
  await tx.movie.count() // calls: @prisma/client#PrismaClient().movie.count
})
export const count = () => source.transaction(async (manager) => {
  const movie = new Movie()
  await manager.save(movie) // calls: typeorm#DataSource().manager.save
})
// file: movie.ts
export class Movie {}
