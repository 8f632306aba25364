/// What the names of dependencies tell about the package that has them. Gathered 2026-11 from the packages' own pages.
enum PackageKnowledge {
  /// A package with one of these draws in a browser.
  static let browserFrameworks: Set<String> = [
    "react-dom", "react-scripts", "vue", "@angular/core", "svelte", "preact", "solid-js", "ember-source", "jquery",
    "react-native", "expo", "@vue/cli-service", "@ionic/react", "gatsby", "@builder.io/qwik", "lit",
  ]

  /// A package with one of these answers requests or messages, or keeps records.
  static let serverFrameworks: Set<String> = [
    "express", "fastify", "koa", "@hapi/hapi", "hapi", "@nestjs/core", "restify", "polka", "connect", "hono", "next",
    "nuxt", "@sveltejs/kit", "@remix-run/node", "@adonisjs/core", "sails", "@feathersjs/feathers", "moleculer",
    "apollo-server", "@apollo/server", "graphql-yoga", "socket.io", "ws", "h3", "nitropack", "@trpc/server",
    "micro", "meteor-node-stubs", "@loopback/core", "egg",
    // Queues, functions and bots.
    "bull", "bullmq", "bee-queue", "agenda", "kafkajs", "amqplib", "firebase-functions", "@azure/functions",
    "discord.js", "telegraf", "grammy", "node-telegram-bot-api", "@slack/bolt",
    // Databases.
    "pg", "mysql", "mysql2", "mongodb", "mongoose", "sequelize", "typeorm", "knex", "ioredis", "redis",
  ]
}
