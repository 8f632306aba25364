// A factory that makes one of several classes in a switch.
import express from 'express'
import { readFileSync } from 'node:fs'
abstract class Source {
  static of(kind: string): Source {
    switch (kind) {
      case 'disk': return new Disk()
      default: return new Memory()
    }
  }
  abstract read(): unknown
}
class Disk extends Source {
  read() {
    return readFileSync('x') // reached: GET /s
  }
}
class Memory extends Source {
  read() { return 1 }
}
express().get('/s', (req, res) => {
  const source = Source.of(req.query.kind as string) // calls: Source.of
  const found = source.read() // calls: Disk.read, Memory.read
  res.json(found)
})
