function before() {
  return 1;
}

switch (kind) {
  case 'a':
    first(;
    break;
  case :
    second();
    break;
  case 'c' third();
  stray token
  case 'd': {
    fourth(() => inside());
  }
  default
    fifth();
}

try {
  one();
} cacth (error) {
  two();
}

function after() {
  return 2;
}
