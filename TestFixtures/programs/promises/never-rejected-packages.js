// An event hub within the process, a question whether a file is there, and numbers of text that a test has let through.
// speaks of: rejects
// file: app.js
const { PubSub } = require('graphql-subscriptions')
const fse = require('fs-extra')
const { MemorySaver } = require('@langchain/langgraph')
const files = require(process.env.FILES)
const client = require('prom-client')
const formats = require('./formats.json')
const hub = new PubSub()

async function publish(topic, load) { // rejects: never
  await hub.publish(topic, load)
}
async function latest(id) { // rejects: never
  return await new MemorySaver().getTuple({ configurable: { thread_id: id } })
}
async function isThere(path) { // rejects: never
  return await fse.pathExists(path) && await files.pathExists(path)
}
async function metrics() { // rejects: never
  return await client.register.metrics()
}
async function remove(path) { // rejects: yes
  await fse.remove(path)
}
async function count(text) { // rejects: never
  if (!/^-?[0-9]{1,20}$/.test(text)) return 0
  return BigInt(text)
}
async function countNamed(post) { // rejects: never
  const digits = /^\d+$/
  if (!post.id.match(digits)) return BigInt(0)
  return BigInt(post.id)
}
async function countOfFormat(text) { // rejects: never
  if (!text.match(formats.post)) return 0
  return BigInt(text)
}
async function countSome(text) { // rejects: yes
  if (!/[0-9]+/.test(text)) return 0
  return BigInt(text)
}
async function countWords(text) { // rejects: yes
  if (!/^[0-9a-z]+$/.test(text)) return 0
  return BigInt(text)
}
async function countOther(text, other) { // rejects: yes
  if (!/^[0-9]+$/.test(other)) return 0
  return BigInt(text)
}
module.exports = {
  metrics, publish, isThere, remove, count, countNamed, countOfFormat, countSome, countWords, countOther
}
// file: formats.json
{}
