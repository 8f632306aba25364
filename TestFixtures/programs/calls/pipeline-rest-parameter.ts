// Functions handed to a pipeline as rest arguments, kept in a list and called one after the other.
// file: package.json
{ "name": "p", "private": true }
// file: app.ts
import { createServer } from 'node:http'
import { existsSync } from 'node:fs'
type Step = (context: object, next: () => void) => void
function Pipeline(...steps: Step[]) {
  const queue: Step[] = []
  const push = (...more: Step[]) => {
    more.forEach((step) => {
      if (step.length < 3) queue.push(step)
    })
  }
  push(...steps)
  const execute = (context: object) => {
    const run = (index: number) => {
      let step: Step | null = null
      step = queue[index]
      if (step) step(context, () => run(index + 1)) // calls: run, run
    }
    run(0)
  }
  return { push, execute }
}
function log() {
  const run: Step = (context, next) => next()
  return run
}
function files(root: string) {
  const run: Step = (context, next) => {
    if (!existsSync(root)) next() // reached: a request
  }
  return run
}
const pipeline = Pipeline(log(), files('public'))
createServer((req, res) => { // handler: a request
  pipeline.execute({ req, res })
}).listen(8080)
