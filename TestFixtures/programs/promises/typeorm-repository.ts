// A repository injected by its declared type.
// file: app.ts
import { Repository } from 'typeorm'
class User {}
export class Users {
  constructor(private readonly repository: Repository<User>) {}
  touch(user: User): void {
    this.repository.save(user) // promise: dropped
    this.repository.create(user) // promise: nothing
    this.repository.createQueryBuilder('u').where('1 = 1').getMany() // promise: dropped
  }
}
