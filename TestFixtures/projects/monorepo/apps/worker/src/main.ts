import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';

import { parseScan } from '@parcel/model';
import { ParcelStore } from '@parcel/storage';

const inbox = process.env.SCAN_FOLDER ?? '/var/spool/scans';
const store = new ParcelStore(process.env.PARCEL_FOLDER ?? '/var/lib/parcels');

/** One batch of scans, started by cron: no server waits for it. */
async function main(): Promise<void> {
  for (const name of readdirSync(inbox)) {
    const file = join(inbox, name);
    const scan = parseScan(readFileSync(file, 'utf8'));
    await store.record(scan);
    renameSync(file, `${file}.done`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
