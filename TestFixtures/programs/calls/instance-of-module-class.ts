// export default new Class(), imported under any name, and its bound methods.
// file: mail.service.ts
import { readFileSync } from 'node:fs'
class MailService {
  send = async (to: string) => {
    const text = this.template('mail') // calls: MailService.template
    return text
  }
  private template(name: string) {
    return readFileSync(name) // reached: POST /mail
  }
}
export default new MailService()
// file: app.ts
import express from 'express'
import mail from './mail.service'
const { send } = mail
express().post('/mail', async (req, res) => {
  await send(req.body.to) // calls: mail.service.ts:MailService.send
  res.end()
})
