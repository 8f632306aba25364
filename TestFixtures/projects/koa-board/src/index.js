import { app } from './app.js';
import { openStore } from './store/notes.js';

const port = Number(process.env.PORT) || 4000;

await openStore(process.env.NOTES_FILE ?? 'notes.json');
const server = app.listen(port);
server.requestTimeout = 30_000;

process.on('SIGTERM', () => server.close());
