// Feathers: the methods of services.
import { feathers } from '@feathersjs/feathers'
const app = feathers()
class Messages {
  async find(params) { return [] } // handler: the service messages
  async create(data, params) { return data } // handler: the service messages
  helper() {}
}
app.use('messages', new Messages())
