import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { NotFoundException } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { Test } from '@nestjs/testing';

import { DocumentStore } from './document.store';
import { DocumentsService } from './documents.service';
import { StampService } from './stamp.service';

describe('DocumentsService', () => {
  let documents: DocumentsService;
  const folder = mkdtempSync(join(tmpdir(), 'documents-'));

  beforeEach(async () => {
    const module = await Test.createTestingModule({
      providers: [
        DocumentsService,
        DocumentStore,
        { provide: StampService, useValue: { stamp: () => 'stamped' } },
        { provide: ConfigService, useValue: { getOrThrow: () => folder } },
      ],
    }).compile();
    documents = module.get(DocumentsService);
  });

  it('finds what it created', async () => {
    const { id } = await documents.create({ title: 'Deed', office: 'land-registry', text: '…' });
    await expect(documents.find(id)).resolves.toMatchObject({ title: 'Deed' });
  });

  it('tells a missing document', async () => {
    writeFileSync(join(folder, 'other.json'), '{}');
    await expect(documents.find('nowhere')).rejects.toThrow(NotFoundException);
  });
});
