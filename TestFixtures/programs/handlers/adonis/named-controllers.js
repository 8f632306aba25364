// AdonisJS 4: what the container gives by name, and controllers as text.
// file: start/routes.js
const Route = use('Route')
Route.get('users/:id', 'UserController.show')
Route.group(() => {
  Route.post('books', 'Api/BookController.store')
}).prefix('api')
// file: app/Controllers/Http/UserController.js
const Users = use('App/Services/Users')
class UserController {
  async show() { // handler: GET /users/:id
    return Users.load() // calls: app/Services/Users.js:load
  }
  async other() {}
}
module.exports = UserController
// file: app/Controllers/Http/Api/BookController.js
class BookController {
  async store() {} // handler: POST /api/books
}
module.exports = BookController
// file: app/Services/Users.js
module.exports = {
  load() {
    return []
  },
}
