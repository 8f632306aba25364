// A wrapper that rejects what it was handed fails as that does.
// file: app.js
const wrap = work => new Promise(async (resolve, reject) => {
  try { resolve(await work()) } catch (error) { reject(error) }
})
const load = async id => { // rejects: yes
  if (!id) throw new Error('no id')
  return { id }
}
const answered = (work, res) => wrap(async () => {
  try { await work() } catch (error) { res.status(500).end() }
})

async function safe(id, res) { // rejects: never
  return await wrap(async () => answered(async () => res.send(await load(id)), res))
}
async function open(id, res) { // rejects: yes
  return await wrap(async () => res.send(await load(id)))
}
async function unknown(work) { // rejects: yes
  return await wrap(work)
}
module.exports = { safe, open, unknown }
