function before(request) {
  return request.user;
}

router.get('/orders', async (req, res) => {
  for (const id of req.query.ids) {
    if (!id) {
      continue;

    res.write(await load(id));
  }
});

class Orders {
  list() {
    return this.rows.map((row) => {
      return inside(row);
  }

  count() {
    return this.rows.length;
  }
}

function after(request) {
  return request.id;
}
