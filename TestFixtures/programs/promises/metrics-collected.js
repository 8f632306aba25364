// Metrics that functions of the program collect fail as those do.
// file: app.js
import { Gauge, register } from 'prom-client'
import { count } from './store.js'
new Gauge({ name: 'notes', help: 'notes', async collect() { this.set(await count()) } })
export async function metrics() { // rejects: yes
  return await register.metrics()
}
// file: store.js
export const count = async () => (await fetch('http://store.internal/count')).json()
