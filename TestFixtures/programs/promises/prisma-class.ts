// Prisma's client behind a service of Nest.
// file: users.service.ts
import { PrismaService } from './prisma.service'
export class UsersService {
  constructor(private prisma: PrismaService) {}
  async touch(id: string) {
    this.prisma.user.update({ where: { id }, data: { seen: true } }) // promise: lazy dropped
    await this.prisma.$transaction([this.prisma.user.deleteMany()]) // promise: awaited, lazy passed
    return this.prisma.user.findMany() // promise: lazy returned
  }
}
// file: prisma.service.ts
import { PrismaClient } from '@prisma/client'
export class PrismaService extends PrismaClient {}
