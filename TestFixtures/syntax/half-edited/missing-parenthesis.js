function before() {
  return 1;
}

app.get('/first', (req, res) => {
  res.send(one());
}

app.get('/second', (req, res) => {
  if (check(req.body {
    res.send(two());
  }
});

function after() {
  return 2;
}
