// Listeners of one entity do not run when another is stored.
// file: user.ts
import bcrypt from 'bcryptjs'
import { BeforeInsert, Column, Entity } from 'typeorm'
@Entity()
export class User {
  @Column() password: string
  @BeforeInsert()
  protect() {
    this.password = bcrypt.hashSync(this.password) // reached: POST /sign-up
  }
}
// file: task.ts
import { Entity } from 'typeorm'
@Entity()
export class Task {}
// file: app.ts
import express from 'express'
import { DataSource, Repository } from 'typeorm'
import { Task } from './task'
import { User } from './user'
const source = new DataSource({ type: 'sqlite' })
class Accounts {
  constructor(private userRepository: Repository<User>) {}
  add(data: object) {
    return this.userRepository.save(data)
  }
}
const accounts = new Accounts(source.getRepository(User))
const app = express()
app.post('/tasks', async (req, res) => res.json(await source.getRepository(Task).save(req.body)))
app.post('/sign-up', async (req, res) => res.json(await accounts.add(req.body)))
