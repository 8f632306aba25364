function before() {
  return 1;
}

export function Cart({ items, onBuy }) {
  return (
    <section>
      Your items
<<<<<<< HEAD
      <button onClick={() => onBuy(items)}>Buy</button>
=======
      <button type="submit" onClick={onBuy}>Order</button>
>>>>>>> feature/checkout
      and more
    </section>
  );
}

function after() {
  return 2;
}
