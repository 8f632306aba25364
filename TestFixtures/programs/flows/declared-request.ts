// A function that nobody registers, whose parameter is declared to be a request.
// file: app.ts
import { Request, Response } from 'express'
import { exec } from 'child_process'
export function run(request: Request, response: Response): void {
  exec('ls ' + request.query.folder) // flow: command from query
}
interface Own { query: any }
export function other(request: Own): void {
  exec('ls ' + request.query.folder) // flow: nothing
}
