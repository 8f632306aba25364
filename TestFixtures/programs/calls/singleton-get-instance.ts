// The singleton of the textbooks.
import express from 'express'
import { readFileSync } from 'node:fs'
class Templates {
  private static instance: Templates
  static getInstance(): Templates {
    if (!Templates.instance) {
      Templates.instance = new Templates()
    }
    return Templates.instance
  }
  render(name: string) {
    return readFileSync(name) // reached: GET /t
  }
}
express().get('/t', (req, res) => {
  const text = Templates.getInstance().render('t') // calls: Templates.getInstance, Templates.render
  res.send(text)
})
