// Uploads of Koa: packages that call multer take the same functions.
const Koa = require("koa")
const Router = require("@koa/router")
const multer = require("@koa/multer")
const old = require("koa-multer")

const upload = multer({
  storage: multer.diskStorage({
    filename: (req, file, done) => done(null, "a"), // handler: an upload
  }),
})
const older = old({
  fileFilter: (req, file, done) => done(null, true), // handler: an upload
})
const router = new Router()
router.post("/photos", upload.single("photo"), (ctx) => { ctx.body = "ok" }) // handler: POST /photos
router.post("/sounds", older.single("sound"), (ctx) => { ctx.body = "ok" }) // handler: POST /sounds
new Koa().use(router.routes()).listen(3000)
