// Functions of Vercel that only its settings tell of.
// file: package.json
{ "name": "api", "private": true, "dependencies": {} }
// file: vercel.json
{ "rewrites": [] }
// file: api/find.js
module.exports = async (req, res) => res.json(await fetch('http://a.internal')) // handler: ALL /api/find
