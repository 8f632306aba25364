import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';

import { Injectable } from '@nestjs/common';

import { Office, type StoredDocument } from './document';

const STAMPS = join(__dirname, '..', '..', 'assets', 'stamps');

@Injectable()
export class StampService {
  /** Read once, while the module starts. */
  private readonly seal = fs.readFileSync(join(STAMPS, 'seal.txt'), 'utf8');

  stamp(document: StoredDocument): string {
    const lines = [this.seal, this.stampOf(document.office), document.title, this.sign(document.text)];
    return lines.join('\n');
  }

  private stampOf(office: string): string {
    const name = Object.values(Office).find((known) => known === office) ?? Office.Trade;
    return fs.readFileSync(join(STAMPS, `${name}.txt`), 'utf8');
  }

  private sign(text: string): string {
    return execFileSync('openssl', ['dgst', '-sha256', '-sign', '/run/secrets/notary.pem'], { input: text })
      .toString('base64');
  }
}
