// A token provided with useClass, injected with @Inject and an interface as the type.
// file: store.ts
import { readFileSync } from 'fs'
export const STORE = 'STORE'
export interface Store {
  load(): Buffer
}
export class FileStore implements Store {
  load() {
    return readFileSync('x') // reached: GET /items
  }
}
export class MemoryStore implements Store {
  load() {
    return Buffer.from('x')
  }
}
// file: items.controller.ts
import { Controller, Get, Inject } from '@nestjs/common'
import { STORE, Store } from './store'
@Controller('items')
export class ItemsController {
  constructor(@Inject(STORE) private readonly store: Store) {}
  @Get()
  list() { // handler: GET /items
    return this.store.load() // calls: store.ts:FileStore.load
  }
}
// file: items.module.ts
import { Module } from '@nestjs/common'
import { ItemsController } from './items.controller'
import { FileStore, STORE } from './store'
@Module({
  controllers: [ItemsController],
  providers: [{ provide: STORE, useClass: FileStore }],
})
export class ItemsModule {}
