// AdonisJS: controllers by class and method name, imported when they are needed.
// file: start/routes.ts
import router from '@adonisjs/core/services/router'
import UsersController from '../app/controllers/users_controller.js'
const Books = () => import('../app/controllers/books_controller.js')
router.get('/users', [UsersController, 'index'])
router.group(() => {
  router.post('/books', [Books, 'store'])
}).prefix('/v1')
router.get('/', async ({ response }) => 'ok') // handler: GET /
// file: app/controllers/users_controller.ts
export default class UsersController {
  async index() {} // handler: GET /users
  async other() {}
}
// file: app/controllers/books_controller.ts
export default class BooksController {
  async store() {} // handler: POST /v1/books
}
