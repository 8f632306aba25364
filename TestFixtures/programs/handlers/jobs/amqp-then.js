// A queue's consumer behind a chain of promises.
const amqp = require('amqplib')
amqp.connect('amqp://localhost').then((connection) => connection.createChannel()).then((channel) =>
  channel.assertQueue('orders').then(() =>
    channel.consume('orders', (message) => channel.ack(message)))) // handler: a message of queue orders
