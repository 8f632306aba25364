import { createHash, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

import { Injectable, OnModuleInit } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';

const derive = promisify(scrypt) as (key: string, salt: string, length: number) => Promise<Buffer>;

@Injectable()
export class ApiKeyStore implements OnModuleInit {
  private readonly clients = new Map<string, string>();

  constructor(private readonly config: ConfigService) {}

  /** `API_KEYS` holds pairs of client and derived key: `notary:5f1c…,archive:91be…`. */
  onModuleInit(): void {
    for (const pair of this.config.getOrThrow<string>('API_KEYS').split(',')) {
      const [client, key] = pair.split(':');
      if (client && key) {
        this.clients.set(key, client);
      }
    }
  }

  async clientOf(key: string): Promise<string | undefined> {
    const salt = createHash('sha256').update('notary-documents').digest('hex');
    const derived = await derive(key, salt, 32);
    return this.clients.get(derived.toString('hex'));
  }
}
