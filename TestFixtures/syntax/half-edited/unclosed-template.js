function before() {
  return `${1}`;
}

const greeting = `Hello, ${user.name;

function after() {
  return 2;
}
