// Messages of Kafka, AMQP, SQS, Pub/Sub, Redis and MQTT.
const { Kafka } = require('kafkajs')
const amqp = require('amqplib')
const { Consumer } = require('sqs-consumer')
const { PubSub } = require('@google-cloud/pubsub')
const { createClient } = require('redis')
const mqtt = require('mqtt')
async function run() {
  const consumer = new Kafka({}).consumer({ groupId: 'g' })
  await consumer.run({ eachMessage: async ({ message }) => {} }) // handler: a Kafka message
  const connection = await amqp.connect('amqp://localhost')
  const channel = await connection.createChannel()
  channel.consume('tasks', (message) => {}) // handler: a message of queue tasks
  Consumer.create({ queueUrl: 'x', handleMessage: async (message) => {} }).start() // handler: a message of the queue
  new PubSub().subscription('s').on('message', (message) => {}) // handler: a message of the subscription
  const client = createClient()
  client.on('error', () => {})
  await client.subscribe('news', (message) => {}) // handler: a Redis message
  mqtt.connect('mqtt://x').on('message', (topic, message) => {}) // handler: a message
}
run()
