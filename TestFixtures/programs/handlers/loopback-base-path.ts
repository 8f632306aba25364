// A controller of LoopBack may say where all its routes stand.
// file: package.json
{ "name": "todo", "private": true, "dependencies": { "@loopback/rest": "14", "@loopback/openapi-v3": "10" } }
// file: src/controllers/todo.controller.ts
import { api, get, post } from '@loopback/rest'
@api({ basePath: '/todos', paths: {} })
export class TodoController {
  @get('/{id}') async find() { return 1 } // handler: GET /todos/{id}
  @post('/search') async search() { return 2 } // handler: POST /todos/search
}
// file: src/controllers/item.controller.ts
import { get } from '@loopback/rest'
export class ItemController {
  @get('/items/{id}') async find() { return 1 } // handler: GET /items/{id}
}
