// Services made in one place and handed to constructors; fields declared apart.
// file: services.ts
import { readFileSync } from 'node:fs'
export class Files {
  read(name: string) {
    return readFileSync(name) // reached: GET /d
  }
}
export class Documents {
  private files
  constructor(files) {
    this.files = files
  }
  open(name: string) {
    return this.files.read(name) // calls: Files.read
  }
}
// file: controller.ts
export class DocumentController {
  documents
  constructor({ documents }) {
    this.documents = documents
    this.show = this.show.bind(this)
  }
  show(req, res) { // handler: GET /d
    const text = this.documents.open('d') // calls: services.ts:Documents.open
    res.send(text)
  }
}
// file: app.ts
import express from 'express'
import { DocumentController } from './controller'
import { Documents, Files } from './services'
const controller = new DocumentController({ documents: new Documents(new Files()) })
express().get('/d', controller.show)
