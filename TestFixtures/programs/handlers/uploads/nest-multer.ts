// Uploads: NestJS's MulterModule takes the options of multer from a factory.
import { Module } from "@nestjs/common"
import { MulterModule } from "@nestjs/platform-express"
import { diskStorage } from "multer"

@Module({
  imports: [
    MulterModule.registerAsync({
      useFactory: () => ({
        fileFilter: (request, file, done) => done(null, true), // handler: an upload
        storage: diskStorage({ filename: (request, file, done) => done(null, file.originalname) }), // handler: an upload
      }),
    }),
  ],
})
export class FilesModule {}
