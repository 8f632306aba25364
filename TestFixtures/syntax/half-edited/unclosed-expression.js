function before() {
  return 1;
}

const pattern = /^[a-z/]+;
const other = (/[0-9]+/.test(before()) && /(/);

const user = req.
const name = user.name;
const next = ;

function after() {
  return 2;
}
