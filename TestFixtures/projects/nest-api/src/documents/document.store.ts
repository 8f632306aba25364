import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';

import type { StoredDocument } from './document';

const IDENTIFIER = /^[0-9a-f-]{36}$/;

@Injectable()
export class DocumentStore {
  constructor(private readonly config: ConfigService) {}

  async read(id: string): Promise<StoredDocument | undefined> {
    if (!IDENTIFIER.test(id)) {
      return undefined;
    }
    try {
      return JSON.parse(await readFile(this.path(id), 'utf8')) as StoredDocument;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        return undefined;
      }
      throw error;
    }
  }

  async write(document: StoredDocument): Promise<void> {
    await writeFile(this.path(document.id), JSON.stringify(document));
  }

  private path(id: string): string {
    return join(this.config.getOrThrow<string>('DOCUMENT_FOLDER'), `${id}.json`);
  }
}
