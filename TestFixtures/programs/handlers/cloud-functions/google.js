// Functions of Google Cloud and Firebase.
const framework = require('@google-cloud/functions-framework')
const functions = require('firebase-functions')
const { onRequest } = require('firebase-functions/v2/https')
framework.http('hello', (req, res) => { res.end() }) // handler: the function hello
exports.api = functions.region('europe-west1').https.onRequest((req, res) => { res.end() }) // handler: the function api
exports.made = functions.firestore.document('users/{id}').onCreate((snapshot, context) => {}) // handler: the function made
exports.second = onRequest({ cors: true }, async (req, res) => { res.end() }) // handler: the function second
