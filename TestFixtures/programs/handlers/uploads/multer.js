// Uploads: multer calls the functions among its options for each file.
const path = require("path")
const express = require("express")
const multer = require("multer")

const storage = multer.diskStorage({
  destination: (req, file, done) => done(null, "uploads"), // handler: an upload
  // handler: an upload
  filename(req, file, done) {
    done(null, path.basename(file.originalname))
  },
})

function onlyImages(req, file, done) { // handler: an upload
  done(null, file.mimetype.startsWith("image/"))
}

const upload = multer({ storage, fileFilter: onlyImages })
const app = express()
app.post("/photos", upload.single("photo"), (req, res) => res.sendStatus(201)) // handler: POST /photos
