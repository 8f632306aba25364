import { app } from './app.js';
import { connect } from './lib/database.js';

await connect(process.env.MONGO_URL);
const server = app.listen(process.env.PORT || 3000);

process.once('SIGTERM', () => server.close());
