// Timers: what an interval runs again and again.
function sweep() {} // handler: an interval

setInterval(sweep, 60_000)
