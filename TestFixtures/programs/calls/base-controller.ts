// A base controller whose execute calls what the subclass implements.
import express, { Request, Response } from 'express'
import { readFileSync } from 'node:fs'
abstract class BaseController {
  protected abstract executeImpl(req: Request, res: Response): Promise<void>
  async execute(req: Request, res: Response) {
    try {
      await this.executeImpl(req, res) // calls: ShowController.executeImpl
    } catch (error) {
      this.fail(res)
    }
  }
  protected fail(res: Response) {
    res.sendStatus(500)
  }
}
class ShowController extends BaseController {
  protected async executeImpl(req: Request, res: Response) {
    res.send(readFileSync('x')) // reached: GET /show
  }
}
const show = new ShowController()
express().get('/show', (req, res) => show.execute(req, res))
