app.get('/users', async (req, res) => {
  const users = await
  const name = req.query.;
  let = ;
  res.json(users);
});

const text = 'never closed;
app.listen(3000);
