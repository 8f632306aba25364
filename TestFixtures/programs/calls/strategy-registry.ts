// Strategies in a Map of instances, by an interface with several classes.
import express from 'express'
import { readFileSync } from 'node:fs'
interface Exporter { write(): Buffer }
class Csv implements Exporter {
  write() {
    return readFileSync('csv') // reached: GET /e
  }
}
class Pdf implements Exporter {
  write() {
    return readFileSync('pdf') // reached: GET /e
  }
}
class Registry {
  private exporters = new Map<string, Exporter>()
  register(name: string, exporter: Exporter) {
    this.exporters.set(name, exporter)
  }
  get(name: string) {
    return this.exporters.get(name)
  }
}
const registry = new Registry()
registry.register('csv', new Csv())
registry.register('pdf', new Pdf())
express().get('/e', (req, res) => {
  const exporter = registry.get(req.query.kind as string)
  const bytes = exporter!.write() // calls: Csv.write, Pdf.write
  res.send(bytes)
})
