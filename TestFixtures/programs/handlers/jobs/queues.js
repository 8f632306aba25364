// Bull, BullMQ and other queues of jobs.
const Queue = require('bull')
const { Worker } = require('bullmq')
const Agenda = require('agenda')
const mail = new Queue('mail')
mail.process('welcome', async (job) => {}) // handler: the job welcome
mail.process(5, '/path/to/processor.js')
mail.on('failed', (job, error) => {}) // handler: the queue's failed event
new Worker('audio', async (job) => {}) // handler: the job of queue audio
const agenda = new Agenda()
agenda.define('report', async (job) => {}) // handler: the job report
