function before() {
  return 1;
}

function Page({ user }) {
  return (
    <main>
      <h1>Hello {user.name}</h1>
      <button onClick={() => inside()}>go</button>
    </section>
  );
}

function after() {
  return 2;
}
