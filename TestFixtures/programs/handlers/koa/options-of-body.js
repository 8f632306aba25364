// What koa-body calls while an upload arrives.
const Koa = require('koa')
const { koaBody } = require('koa-body')
const fs = require('fs')
const app = new Koa()
app.use(koaBody({ multipart: true, formidable: { onFileBegin(name, file) { fs.mkdirSync('up/' + name) } } })) // handler: an upload // reached: an upload
app.listen(3000)
