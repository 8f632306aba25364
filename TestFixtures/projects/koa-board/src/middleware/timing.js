export function timing({ header }) {
  return async (ctx, next) => {
    const started = performance.now();
    await next();
    ctx.set(header, `app;dur=${(performance.now() - started).toFixed(1)}`);
  };
}
