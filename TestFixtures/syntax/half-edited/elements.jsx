function before() {
  return 1;
}

function List({ items }) {
  return (
    <ul className=list>
      <li key={items.}>first</li>
    </ul>
  );
}

function Form() {
  return (
    <form onSubmit=>
      <input value={value.} onChange={() => one()} />
      <p>text</form>
  );
}

function Open() {
  return (
    <div
      <button onClick={() => two()}>go</button>
    </div>
  );
}

function after() {
  return 2;
}
