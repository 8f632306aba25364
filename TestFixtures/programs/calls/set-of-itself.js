// A collection that is made again of what it holds.
const job = () => {}
let jobs = new Set([job])
function add(more) {
  jobs = new Set([...jobs, more])
}
for (const each of new Set(jobs)) {
  each() // calls: job, add
}
add(add)
