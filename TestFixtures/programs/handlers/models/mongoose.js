// Mongoose: hooks and validators run when a document is stored.
const mongoose = require("mongoose")

const userSchema = new mongoose.Schema({
  email: {
    type: String,
    validate(value) { // handler: a validator
      if (!value.includes("@")) throw new Error("no address")
    },
  },
  age: { type: Number, validate: { validator: (age) => age > 17, message: "too young" } }, // handler: a validator
})

userSchema.path("email").validate((value) => value.length < 100, "too long") // handler: a validator

userSchema.pre("save", async function () { // handler: the save hook
  this.changed = Date.now()
})

module.exports = mongoose.model("User", userSchema)
