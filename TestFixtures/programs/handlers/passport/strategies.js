// Passport: verification and sessions.
const passport = require('passport')
const { Strategy } = require('passport-local')
passport.use(new Strategy(function verify(name, password, done) {})) // handler: sign-in through Passport
passport.serializeUser((user, done) => {}) // handler: sign-in through Passport
passport.deserializeUser((id, done) => {}) // handler: every request with a Passport session
