import { Body, Controller, Get, Param, Post, UseGuards } from '@nestjs/common';

import { ApiKeyGuard } from '@app/auth/api-key.guard';

import { DocumentsService } from './documents.service';
import type { NewDocument, StoredDocument } from './document';

@Controller('documents')
@UseGuards(ApiKeyGuard)
export class DocumentsController {
  constructor(private readonly documents: DocumentsService) {}

  @Get(':id')
  find(@Param('id') id: string): Promise<StoredDocument> {
    return this.documents.find(id);
  }

  @Post()
  create(@Body() body: NewDocument): Promise<StoredDocument> {
    return this.documents.create(body);
  }

  @Post(':id/certificate')
  async certify(@Param('id') id: string): Promise<{ certificate: string }> {
    return { certificate: await this.documents.certify(id) };
  }
}
