// Schedulers.
const cron = require('node-cron')
const { CronJob } = require('cron')
const schedule = require('node-schedule')
const { Cron } = require('croner')
cron.schedule('* * * * *', () => {}) // handler: the schedule * * * * *
new CronJob('0 0 * * *', function midnight() {}) // handler: the schedule 0 0 * * *
schedule.scheduleJob('report', '0 8 * * *', () => {}) // handler: the schedule report
new Cron('5 4 * * *', () => {}) // handler: the schedule 5 4 * * *
