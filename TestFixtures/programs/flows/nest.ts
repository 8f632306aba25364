// Decorated parameters of Nest, with pipes and classes that say what they hold.
// file: app.controller.ts
import { Body, Controller, Get, Param, ParseIntPipe, Post, Query, Req } from '@nestjs/common'
import type { Request } from 'express'
import { exec } from 'child_process'
@Controller('files')
export class FilesController {
  @Get(':id')
  show(@Param('id') id: string, @Query() query: any, @Param('n', ParseIntPipe) n: number) {
    exec('ls ' + id) // flow: command from params
    exec('ls ' + query.folder) // flow: command from query
    exec('ls ' + n) // flow: nothing
  }
  @Post()
  make(@Body('name') name: string, @Req() request: Request) {
    exec('mkdir ' + name) // flow: command from body
    exec('mkdir ' + request.query.name) // flow: command from query
  }
}
