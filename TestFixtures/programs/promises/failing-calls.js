// In an async function what throws at once rejects too.
// file: app.js
async function parse(text) { // rejects: yes
  return JSON.parse(text)
}
async function tries(text) { // rejects: never
  try { return JSON.parse(text) } catch { return null }
}
function check(x) { if (!x) throw new Error('x') }
async function checked(x) { // rejects: yes
  check(x)
}
async function recursive(n) { // rejects: never
  if (n > 0) await recursive(n - 1)
}
