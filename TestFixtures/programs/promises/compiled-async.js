// What a compiler made of async functions: nothing is known of what stands behind yield.
// file: app.js
var __awaiter = (this && this.__awaiter) || function (self, args, P, generator) {
  return new Promise((resolve, reject) => {
    function step(result) {
      if (result.done) resolve(result.value)
      else Promise.resolve(result.value).then((value) => step(generator.next(value)), reject)
    }
    step((generator = generator.apply(self, args || [])).next())
  })
}
const load = () => // rejects: unknown
  __awaiter(void 0, void 0, void 0, function* () {
    try { return yield fetch('/') } catch (error) { return null }
  })
const check = (x) => // rejects: yes
  __awaiter(void 0, void 0, void 0, function* () {
    if (!x) throw new Error('nothing')
  })
