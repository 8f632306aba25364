function before() {
  return 1;
}

function price(order) {
<<<<<<< HEAD
  const total = order.items.reduce((sum, item) => sum + item.price, 0);
  if (total > 100) {
=======
  const total = sum(order.items);
  if (total >= 100 && order.member) {
>>>>>>> 8c1d2e3 (Discounts for members)
    return total * 0.9;
  }
  return total;
}

const settings = {
  currency: 'EUR',
<<<<<<< HEAD
  round(value) {
    return ours(value);
  },
||||||| 77aa001
  round: Math.round,
=======
  round: theirs,
>>>>>>> 8c1d2e3 (Discounts for members)
  last() {
    return 3;
  },
};

function after() {
  return 2;
}
