// A helper of the program that makes repositories hands the entity on: listeners of another one do not run.
// file: db.ts
import { DataSource, EntityTarget, ObjectLiteral, Repository } from 'typeorm'
const source = new DataSource({ type: 'sqlite', database: 'x' })
export const getRepository = <E extends ObjectLiteral>(target: EntityTarget<E>): Repository<E> => source.getRepository(target)
// file: media.ts
import { readFileSync } from 'node:fs'
import { AfterInsert, Entity } from 'typeorm'
import { getRepository } from './db'
@Entity()
export class Media {
  @AfterInsert()
  async tell() {
    readFileSync('/etc/media') // reached: POST /media
    await getRepository(Media).save(this)
  }
}
// file: watcher.ts
import { readFileSync } from 'node:fs'
import { EventSubscriber } from 'typeorm'
import { Media } from './media'
@EventSubscriber()
export class MediaWatcher {
  listenTo() {
    return Media
  }
  beforeUpdate() {
    readFileSync('/etc/watcher') // reached: POST /media
  }
}
// file: other.ts
import { readFileSync } from 'node:fs'
import { EventSubscriber } from 'typeorm'
@EventSubscriber()
export class OtherWatcher {
  listenTo() {
    return process.env.WATCHED
  }
  beforeUpdate() {
    readFileSync('/etc/other') // reached: no request
  }
}
// file: user.ts
import { Entity } from 'typeorm'
@Entity()
export class User {}
// file: app.ts
import express from 'express'
import { getRepository } from './db'
import { Media } from './media'
import { User } from './user'
const app = express()
app.post('/users', async (req, res) => {
  const users = getRepository(User)
  res.json(await users.save(new User()))
})
app.post('/media', async (req, res) => {
  const media = getRepository(Media)
  res.json(await media.save(req.body))
})
app.listen(4204)
