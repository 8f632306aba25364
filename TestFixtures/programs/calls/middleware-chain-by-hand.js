// A list of steps, pushed to and run in turn.
const express = require('express')
const fs = require('fs')
class Chain {
  steps = []
  use(step) {
    this.steps.push(step)
    return this
  }
  async run(input) {
    for (const step of this.steps) {
      await step(input) // calls: an anonymous function
    }
  }
}
const chain = new Chain().use(() => fs.readFileSync('x')) // reached: POST /c
express().post('/c', async (req, res) => {
  await chain.run(req.body) // calls: Chain.run
  res.end()
})
