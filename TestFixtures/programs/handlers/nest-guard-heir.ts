// Nest: a guard that extends the project's own, which says what it is.
import { CanActivate, Controller, Get, UseGuards } from '@nestjs/common'
class SignedIn implements CanActivate {
  canActivate() { // handler: a guard
    return true
  }
}
class Admin extends SignedIn {
  canActivate() { // handler: a guard
    return super.canActivate()
  }
}
@Controller('users')
export class UsersController {
  @Get() @UseGuards(Admin)
  list() {} // handler: GET /users
}
