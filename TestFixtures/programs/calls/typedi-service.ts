// typedi: Container.get of a class, and constructor injection by type.
import express from 'express'
import { readFileSync } from 'node:fs'
import { Container, Service } from 'typedi'
@Service()
class Files {
  read() {
    return readFileSync('x') // reached: GET /x
  }
}
@Service()
class Reports {
  constructor(private files: Files) {}
  make() {
    return this.files.read() // calls: Files.read
  }
}
express().get('/x', (req, res) => {
  const reports = Container.get(Reports)
  const text = reports.make() // calls: Reports.make
  res.send(text)
})
