import { appendFileSync } from 'node:fs';

const file = process.env.JOURNAL_FILE ?? 'journal.ndjson';

export function appendLine(entry) {
  appendFileSync(file, `${JSON.stringify(entry)}\n`);
}
