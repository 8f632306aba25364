function before() {
  return 1; /* closed */
}

/* The handler for orders

function after() {
  return 2;
}
