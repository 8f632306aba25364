// AdonisJS: resources, a controller alone, and the prefix of a group.
// file: start/routes.ts
import router from '@adonisjs/core/services/router'
import PostsController from '../app/controllers/posts_controller.js'
const Login = () => import('../app/controllers/login_controller.js')
router.resource('posts', PostsController).apiOnly()
router.group(() => {
  router.group(() => {
    router.post('login', [Login])
  }).prefix('auth').use([])
}).prefix('/api')
// file: app/controllers/posts_controller.ts
export default class PostsController {
  async index() {} // handler: GET /posts
  async show() {} // handler: GET /posts/:id
  async helper() {}
}
// file: app/controllers/login_controller.ts
export default class LoginController {
  async handle() {} // handler: POST /api/auth/login
}
