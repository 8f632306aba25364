function first() {
  return call(1, 2;
}

if (first( {
  second();
}

function third() {
  return 3;
}
