// Promise.all over mapped helpers, named and written.
import express from 'express'
import { readFileSync, statSync } from 'node:fs'
const size = async (name: string) => statSync(name).size // reached: GET /all
async function text(name: string) {
  return readFileSync(name) // reached: GET /all
}
express().get('/all', async (req, res) => {
  const names: string[] = req.body
  const texts = await Promise.all(names.map((name) => text(name)))
  const sizes = await Promise.all(names.map(size))
  res.json([texts, sizes])
})
