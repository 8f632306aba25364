// A decorator puts a function around a method: one catches, the other only counts.
// file: app.ts
import { counted, quiet } from './decorators'

class Store {
  @quiet
  async save(text: string) { // rejects: never
    await fetch('http://store.internal/', { method: 'POST', body: text }) // promise: awaited
  }
  @counted
  async drop(text: string) { // rejects: yes
    await fetch('http://store.internal/' + text, { method: 'DELETE' }) // promise: awaited
  }
}
const store = new Store()
store.save('a') // promise: dropped
store.drop('a') // promise: dropped
// file: decorators.ts
export function quiet(target: unknown, key: string, descriptor: PropertyDescriptor) {
  const original = descriptor.value
  descriptor.value = async function (...args: unknown[]) { // rejects: never
    try {
      return await original.apply(this, args)
    } catch (error) {
      console.error(key, error)
    }
  }
  return descriptor
}
export function counted(target: unknown, key: string, descriptor: PropertyDescriptor) {
  const original = descriptor.value
  descriptor.value = async function (...args: unknown[]) {
    console.log(key)
    return await original.apply(this, args)
  }
  return descriptor
}
