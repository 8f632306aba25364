// Listeners of a TypeORM entity run when it is stored.
import bcrypt from 'bcryptjs'
import express from 'express'
import { BeforeInsert, Column, DataSource, Entity } from 'typeorm'
@Entity()
class User {
  @Column() password: string
  @Column({
    transformer: {
      to: (text) => bcrypt.hashSync(text, 10), // reached: POST /users
      from: (text) => bcrypt.genSaltSync(text), // reached: no request
    },
  })
  answer: string
  @BeforeInsert()
  protect() {
    this.password = bcrypt.hashSync(this.password) // reached: POST /users
  }
  check(password: string) {
    return bcrypt.compareSync(password, this.password) // reached: no request
  }
}
const source = new DataSource({ type: 'sqlite' })
const users = source.getRepository(User)
express().post('/users', async (req, res) => {
  const user = users.create(req.body)
  await users.save(user)
  res.json(user)
})
