// Filters of uploads with several fields.
// file: package.json
{ "name": "api", "private": true, "dependencies": { "@nestjs/common": "^10.0.0", "@nestjs/platform-express": "^10.0.0" } }
// file: app.controller.ts
import { Controller, Post, UseInterceptors } from "@nestjs/common"
import { AnyFilesInterceptor, FileFieldsInterceptor } from "@nestjs/platform-express"

const onlyImages = (req, file, done) => done(null, true) // handler: an upload
@Controller("files")
export class Files {
  @Post("fields")
  @UseInterceptors(FileFieldsInterceptor([{ name: "a" }], { fileFilter: onlyImages }))
  fields() {} // handler: POST /files/fields

  @Post("any")
  @UseInterceptors(AnyFilesInterceptor({ fileFilter: onlyImages }))
  any() {} // handler: POST /files/any
}
