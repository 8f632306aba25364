import { Module } from '@nestjs/common';

import { DocumentsController } from './documents.controller';
import { DocumentsService } from './documents.service';
import { StampService } from './stamp.service';
import { DocumentStore } from './document.store';

@Module({
  controllers: [DocumentsController],
  providers: [DocumentsService, DocumentStore, StampService],
})
export class DocumentsModule {}
