// serverless.yml may name what a compiler makes.
# file: serverless.yml
service: shop
functions:
  list:
    handler: dist/src/routes/list.main
  add:
    handler: dist/routes/add.main
// file: src/routes/list.ts
export const main = async (event) => ({ statusCode: 200 }) // handler: the function list
// file: src/routes/add.ts
export const main = async (event) => ({ statusCode: 201 }) // handler: the function add
