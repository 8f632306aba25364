function Page() {
  return (
    <main class=wide>
      <p>It's {name surname}, isn't it?</p>
      <ul><li>one<li>two</li></ul>
      <b></i>
      a -> b
    </main>
  );
}
app.get("/", (request, response) => response.send(<Page />));
