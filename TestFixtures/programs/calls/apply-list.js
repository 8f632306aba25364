// What `apply` hands over: a list as it is written, and all that a function was given.
function each(list, done) {
  done(list) // calls: shown
}
function shown(list) {}
function forwarded(...rest) {
  return each.apply(this, rest)
}
forwarded([], shown)
function second(list, done) {
  done(list) // calls: kept
}
function kept(list) {}
second.apply(null, [[], kept])
