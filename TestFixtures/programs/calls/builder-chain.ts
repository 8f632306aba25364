// Methods that return this.
import express from 'express'
import { writeFileSync } from 'node:fs'
class Mail {
  private lines: string[] = []
  to(name: string) {
    this.lines.push(name)
    return this
  }
  text(text: string): this {
    this.lines.push(text)
    return this
  }
  send() {
    writeFileSync('mail', this.lines.join()) // reached: POST /mail
  }
}
express().post('/mail', (req, res) => {
  new Mail().to('a').text('b').send() // calls: Mail.constructor, Mail.to, Mail.text, Mail.send
  res.end()
})
