const { z } = require('zod');

const Settings = z.object({
  PORT: z.coerce.number().int().positive().default(3000),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  DATABASE_URL: z.string().url(),
  JWT_SECRET: z.string().min(32),
  MAIL_ENDPOINT: z.string().url(),
  MAIL_API_KEY: z.string().min(1),
});

const result = Settings.safeParse(process.env);
if (!result.success) {
  const names = result.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new Error(`missing or malformed settings: ${names}`);
}

module.exports = Object.freeze(result.data);
