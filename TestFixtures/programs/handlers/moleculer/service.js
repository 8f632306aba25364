// Moleculer: actions of a service schema.
const { ServiceBroker } = require('moleculer')
const broker = new ServiceBroker()
broker.createService({
  name: 'math',
  actions: {
    add(ctx) { return 1 }, // handler: the action add
    sub: { params: {}, handler(ctx) { return 2 } }, // handler: the action sub
  },
  methods: { helper() {} },
})
