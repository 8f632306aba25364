// `~*` of a tsconfig is `~/…` as well.
// file: tsconfig.json
{ "compilerOptions": { "paths": { "~*": ["./src/*"] } } }
// file: src/store.ts
export function load(id: string) {
  return id
}
// file: src/app.ts
import { load } from '~/store'
import { load as again } from '~store'
load('a') // calls: src/store.ts:load
again('b') // calls: src/store.ts:load
