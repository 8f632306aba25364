// A promise is rejected through the executor's second parameter, if anything is done with it.
// file: app.js
const now = (x) => // rejects: never
  new Promise((resolve, reject) => { resolve(x) })
const soon = (x) => // rejects: yes
  new Promise((resolve, reject) => { x ? resolve(x) : reject(new Error('x')) })
const handed = (x) => // rejects: yes
  new Promise((resolve, ...rest) => x.run(resolve, ...rest))
