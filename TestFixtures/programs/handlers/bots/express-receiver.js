// The router of Bolt's receiver is one of Express.
const { App, ExpressReceiver } = require('@slack/bolt')
const receiver = new ExpressReceiver({ signingSecret: 'secret' })
const app = new App({ token: 'token', receiver })
receiver.router.get('/login', (req, res) => res.end()) // handler: GET /login
app.message('hello', async ({ say }) => {}) // handler: the bot's hello
app.start(3000)
