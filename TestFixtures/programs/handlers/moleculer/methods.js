// Moleculer: actions call the methods of their service and of what it mixes in.
// file: package.json
{ "name": "math", "dependencies": { "moleculer": "^0.14.0" } }
// file: mixins/cache.js
const fs = require('fs')
module.exports = {
  actions: {
    list(ctx) { return this.stored() }, // handler: an action of services/math.service // calls: stored
  },
  methods: {
    stored() { return fs.readFileSync('cache') }, // reached: an action of services/math.service
  },
}
// file: services/math.service.js
const fs = require('fs')
const cache = require('../mixins/cache')
module.exports = {
  name: 'math',
  mixins: [cache],
  actions: {
    add: {
      handler(ctx) { // handler: an action of services/math.service
        this.stored() // calls: mixins/cache.js:stored
        return this.load(ctx.params.a) // calls: load
      },
    },
  },
  events: {
    'user.created'(ctx) {}, // handler: an event of services/math.service
  },
  methods: {
    load(a) {
      return fs.readFileSync(a) // reached: an action of services/math.service
    },
    unused() {
      return fs.readFileSync('unused') // reached: no request
    },
  },
}
// file: services/users.service.js
const { Service } = require('moleculer')
module.exports = class Users extends Service {
  constructor(broker) {
    super(broker)
    this.parseServiceSchema({ name: 'users', actions: { get: { handler: this.get } } })
  }
  async get(ctx) {} // handler: the action get
}
