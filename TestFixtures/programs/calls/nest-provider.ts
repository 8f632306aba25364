// Nest injects a class by the type of a constructor parameter.
// file: cats.service.ts
import { Injectable } from '@nestjs/common'
import { readFileSync } from 'fs'
@Injectable()
export class CatsService {
  findAll() {
    return readFileSync('cats.json') // reached: GET /cats
  }
}
// file: cats.controller.ts
import { Controller, Get } from '@nestjs/common'
import { CatsService } from './cats.service'
@Controller('cats')
export class CatsController {
  constructor(private readonly cats: CatsService) {}
  @Get()
  all() { // handler: GET /cats
    return this.cats.findAll() // calls: cats.service.ts:CatsService.findAll
  }
}
