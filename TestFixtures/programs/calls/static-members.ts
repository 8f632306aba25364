// Static methods, through this and through the class's name.
import express from 'express'
import fs from 'node:fs'
class Files {
  static folder = '/data'
  static read(name: string) {
    return this.raw(name) // calls: Files.raw
  }
  private static raw(name: string) {
    return fs.readFileSync(Files.folder + name) // reached: GET /f
  }
}
express().get('/f', (req, res) => res.send(Files.read('f')))
