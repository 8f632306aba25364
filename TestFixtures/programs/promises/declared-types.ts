// What TypeScript declares to be a promise.
// file: app.ts
import type { Store } from './store'
declare function outside(): number
export function save(store: Store, pending: Promise<void>, load: () => number): Promise<void> {
  return store.put(pending)
}
export function start(store: Store) {
  save(store, Promise.resolve(), outside) // promise: dropped, passed
  outside() // promise: nothing
}
// file: store.ts
export class Store {
  put(value: unknown): Promise<void> {
    return this.inner.put(value)
  }
}
