// @Inject on a property, and an injected class with dependencies of its own.
import { Controller, Get, Inject, Injectable } from '@nestjs/common'
import { readFileSync } from 'fs'
@Injectable()
class Disk {
  read() {
    return readFileSync('x') // reached: GET /r
  }
}
@Injectable()
class Reports {
  constructor(private disk: Disk) {}
  make() {
    return this.disk.read() // calls: Disk.read
  }
}
@Controller()
class ReportsController {
  @Inject(Reports)
  private readonly reports: Reports
  @Get('r')
  get() { // handler: GET /r
    return this.reports.make() // calls: Reports.make
  }
}
