import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { marked } from 'marked';

const UPLOADS = process.env.UPLOAD_FOLDER ?? 'uploads';

export const render = (note) => marked.parse(note.text.slice(0, 20_000), { async: false });

/** Name and size of everything attached to a note. */
export async function attachmentsOf(note) {
  const folder = join(UPLOADS, String(note.id));
  return list(folder).map((name) => ({ name, size: statSync(join(folder, name)).size }));
}

function list(folder) {
  return readdirSync(folder).filter((name) => !name.startsWith('.'));
}
