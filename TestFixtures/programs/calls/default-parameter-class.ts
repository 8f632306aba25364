// A service that makes its own dependencies unless it is given some.
import express from 'express'
import { readFileSync } from 'node:fs'
class Repository {
  find() {
    return readFileSync('x') // reached: GET /d
  }
}
class Service {
  constructor(private readonly repository = new Repository()) {}
  get() {
    return this.repository.find() // calls: Repository.find
  }
}
const service = new Service()
express().get('/d', (req, res) => {
  const found = service.get() // calls: Service.get
  res.send(found)
})
