import { randomUUID } from 'node:crypto';

import { Injectable, Logger, NotFoundException } from '@nestjs/common';

import type { NewDocument, StoredDocument } from './document';
import { DocumentStore } from './document.store';
import { StampService } from './stamp.service';

@Injectable()
export class DocumentsService {
  private readonly logger = new Logger(DocumentsService.name);

  constructor(
    private readonly store: DocumentStore,
    private readonly stamps: StampService,
  ) {}

  async find(id: string): Promise<StoredDocument> {
    const document = await this.store.read(id);
    if (!document) {
      throw new NotFoundException(`there is no document ${id}`);
    }
    return document;
  }

  async create(document: NewDocument): Promise<StoredDocument> {
    const stored = { ...document, id: randomUUID(), createdAt: new Date().toISOString() };
    await this.store.write(stored);
    this.logger.log(`document ${stored.id} created`);
    return stored;
  }

  async certify(id: string): Promise<string> {
    const document = await this.find(id);
    return this.stamps.stamp(document);
  }
}
