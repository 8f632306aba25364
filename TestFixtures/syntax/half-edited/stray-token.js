function before() {
  return 1;
}

fuction misspelt(a) {
  return one(a);
}

const value = call(a, , (b) => {
  return two(b);
});

esle {
  three();
}

}

function after() {
  return 2;
}
