function before() {
  return 1;
}

const greeting = 'Hello, world;
logger.info("half
  a message");

function after() {
  return 2;
}
