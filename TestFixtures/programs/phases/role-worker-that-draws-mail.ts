// A worker of a queue whose mail is drawn with a package for browsers is no front end.
// file: package.json
{ "name": "render", "private": true, "scripts": { "start": "node dist/index.js" }, "dependencies": { "bullmq": "5", "react-dom": "19" } }
// file: src/index.ts
import { Worker } from 'bullmq' // role: server
import { readFileSync } from 'node:fs'
new Worker('tasks', async (job) => JSON.parse(readFileSync(job.data.path, 'utf8'))) // handler: the job of queue tasks
