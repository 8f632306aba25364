function before() {
  return 1;
}

const link = <a href='/home>home</a>;

function after() {
  return 2;
}
