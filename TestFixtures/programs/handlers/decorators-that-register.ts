// Decorators of the program that register the method they stand on while the class is made.
// file: package.json
{ "name": "api", "private": true, "dependencies": { "express": "^4.18.0" } }
// file: routes.ts
import { Router } from 'express'
export const router = Router()
export function Get(path: string) {
  return function (target: any, key: string, descriptor: PropertyDescriptor) {
    router.get(path, descriptor.value.bind(target))
  }
}
export function Post(path: string) {
  return function (target: any, key: string, descriptor: PropertyDescriptor) {
    const method = descriptor.value
    router.post(path, method)
  }
}
export const Put = (path: string) => (target: any, key: string) => { router.put(path, target[key]) }
export function Delete(path: string) {
  return (target: any, key: string, descriptor: PropertyDescriptor) => {
    router.delete(path, async (req, res) => { await descriptor.value.call(target, req, res) }) // handler: DELETE /api/files
  }
}
// file: files.ts
import { Get, Post, Put, Delete } from './routes'
export class Files {
  @Get('/files') list(req: any, res: any) { res.end() } // handler: GET /api/files
  @Get('/files/:id') one(req: any, res: any) { res.end() } // handler: GET /api/files/:id
  @Post('/files') async add(req: any, res: any) { res.end() } // handler: POST /api/files
  @Put('/files') async put(req: any, res: any) { res.end() } // handler: PUT /api/files
  @Delete('/files') async drop(req: any, res: any) { res.end() } // phase: request
  plain(req: any, res: any) { res.end() } // phase: none
}
// file: app.ts
import express from 'express'
import { router } from './routes'
import './files'
const app = express()
app.use('/api', router)
app.listen(1)
