extension PromiseLibrary {
  private static let verbs = each("request get delete head options post put patch postForm putForm", .promise)

  /// HTTP clients, mail, passwords, tokens, queues, clouds. Source: each package's README or API pages, 2026-11.
  static let clients: [PromiseLibrary] = [
    PromiseLibrary(
      "axios",
      roots: [
        "axios": "axios", "axios#Axios()": "axios", "axios#AxiosInstance()": "axios",
        "@nestjs/axios#HttpService().axiosRef": "axios",
      ],
      things: [
        "axios": verbs
          + [
            "()": .promise, "create": .value("axios"), "all": .promise, "default": .value("axios"),
            "default#create": .value("axios"),
          ]
      ]),
    PromiseLibrary(
      "got",
      roots: ["got": "got", "got#got": "got", "ky": "got", "ky-universal": "got"],
      things: [
        "got": each("get post put patch head delete", .promise("got.Request"))
          + ["()": .promise("got.Request"), "extend": .value("got"), "create": .value("got")],
        "got.Request": each("json text buffer blob arrayBuffer", .promise),
      ]),
    PromiseLibrary(
      "undici",
      roots: ["undici": "undici", "node-fetch": "fetch", "cross-fetch": "fetch", "isomorphic-fetch": "fetch"],
      things: [
        "undici": each("request fetch stream pipeline connect upgrade", .promise("Response"))
          + each("Client Pool Agent", .value("undici.Client")),
        "undici.Client": each("request stream pipeline connect upgrade close destroy", .promise),
        "fetch": ["()": .promise("Response"), "default": .promise("Response"), "fetch": .promise("Response")],
        "Response": each("json text blob arrayBuffer formData", .promise) + ["body": .value("Body")],
        "Body": each("json text blob arrayBuffer", .promise),
      ]),
    PromiseLibrary(
      "superagent", roots: ["superagent": "superagent"],
      things: [
        "superagent": each("get post put patch del delete head", .lazy("request")) + ["()": .lazy("request")],
        "request": each(
          "set send query type accept auth attach field timeout retry redirects withCredentials ok", .lazy("request")),
      ]),
    PromiseLibrary(
      "needle", roots: ["needle": "needle", "request-promise": "rp", "request-promise-native": "rp"],
      things: [
        "needle": [
          "()": .promise, "get": .promise.orCallback, "post": .promise.orCallback, "put": .promise.orCallback,
          "patch": .promise.orCallback, "delete": .promise.orCallback, "head": .promise.orCallback,
        ],
        "rp": each("get post put patch delete head", .promise) + ["()": .promise, "defaults": .value("rp")],
      ]),
    PromiseLibrary(
      "Nodemailer", roots: ["nodemailer": "nodemailer", "nodemailer#Transporter()": "transporter"],
      things: [
        "nodemailer": [
          "createTransport": .value("transporter"), "createTestAccount": .promise.orCallback,
          "getTestMessageUrl": .value,
        ],
        "transporter": ["sendMail": .promise.orCallback, "verify": .promise.orCallback],
      ]),
    PromiseLibrary(
      "SendGrid",
      roots: ["@sendgrid/mail": "sendgrid", "resend#Resend()": "resend", "postmark#ServerClient()": "mail"],
      things: [
        "sendgrid": each("send sendMultiple", .promise.orCallback),
        "resend": ["*": .value("resend.Resource")],
        "resend.Resource": ["*": .promise],
        "mail": each("sendEmail sendEmailWithTemplate sendEmailBatch", .promise.orCallback),
      ]),
    PromiseLibrary(
      "bcrypt",
      roots: [
        "bcrypt": "bcrypt", "bcryptjs": "bcrypt", "argon2": "argon2", "@node-rs/bcrypt": "argon2",
        "@node-rs/argon2": "argon2", "@phc/argon2": "argon2",
      ],
      things: [
        // A salt is random bytes: what may fail is the hash.
        "bcrypt": each("hash compare", .promise.orCallback) + each("genSalt", .promise.orCallback.alwaysFulfilled),
        "argon2": each("hash verify compare", .promise),
      ]),
    PromiseLibrary(
      "jose",
      roots: [
        "jose": "jose", "jose#SignJWT()": "signer", "jose#EncryptJWT()": "signer", "jose#CompactSign()": "signer",
      ],
      things: [
        "jose": each(
          "jwtVerify jwtDecrypt compactVerify compactDecrypt importJWK importPKCS8 importSPKI importX509 exportJWK "
            + "exportPKCS8 exportSPKI generateKeyPair generateSecret calculateJwkThumbprint flattenedVerify "
            + "generalVerify", .promise) + each("SignJWT EncryptJWT CompactSign", .value("signer")),
        "signer": each(
          "setProtectedHeader setIssuedAt setExpirationTime setIssuer setAudience setSubject setJti setNotBefore",
          .value("signer")) + each("sign encrypt", .promise),
      ]),
    PromiseLibrary(
      "Bull",
      roots: [
        "bull()": "queue", "bull": "bull", "bullmq#Queue()": "queue", "bullmq#FlowProducer()": "queue",
        "bullmq#Worker()": "worker", "bee-queue()": "bee",
      ],
      things: [
        "bull": ["()": .value("queue"), "Queue": .value("queue")],
        "queue": each(
          "add addBulk pause resume close obliterate drain empty clean getJob getJobs getJobCounts removeRepeatable "
            + "removeJobs removeRepeatableByKey upsertJobScheduler", .promise("job")),
        "job": each(
          "remove retry update updateProgress updateData moveToFailed moveToCompleted finished log", .promise),
        "worker": each("close pause", .promise),
        "bee": ["createJob": .value("bee.job"), "close": .promise.orCallback],
        "bee.job": ["save": .promise.orCallback],
      ]),
    PromiseLibrary(
      "Kafka and AMQP",
      roots: ["kafkajs#Kafka()": "kafka", "amqplib": "amqp"],
      things: [
        "kafka": each("producer consumer admin", .value("kafka.client")),
        "kafka.client": each(
          "connect disconnect send sendBatch subscribe run commitOffsets createTopics deleteTopics", .promise),
        "amqp": ["connect": .promise("amqp.connection")],
        "amqp.connection": each("createChannel createConfirmChannel", .promise("amqp.channel")) + ["close": .promise],
        "amqp.channel": each(
          "assertQueue assertExchange bindQueue consume cancel prefetch checkQueue deleteQueue purgeQueue close "
            + "waitForConfirms", .promise) + each("publish sendToQueue ack nack", .value),
      ]),
    PromiseLibrary(
      "Stripe", roots: ["stripe()": "stripe", "stripe#Stripe()": "stripe", "stripe": "stripe.module"],
      things: [
        "stripe.module": ["()": .value("stripe"), "Stripe": .value("stripe")],
        "stripe": ["webhooks": .value("stripe.webhooks"), "*": .value("stripe.resource")],
        "stripe.webhooks": ["constructEventAsync": .promise],
        "stripe.resource": each(
          "create retrieve update del cancel list confirm capture search attach detach pay finalizeInvoice "
            + "sendInvoice", .promise.orCallback) + ["*": .value("stripe.resource")],
      ]),
    PromiseLibrary(
      "OpenAI", roots: ["openai()": "openai", "openai#OpenAI()": "openai", "@anthropic-ai/sdk()": "openai"],
      things: [
        "openai": ["*": .value("openai.resource")],
        "openai.resource": each("create retrieve list delete generate edit", .promise)
          + ["*": .value("openai.resource")],
      ]),
    PromiseLibrary(
      "Cloudinary", roots: ["cloudinary": "cloudinary", "cloudinary#v2": "cloudinary.v2"],
      things: [
        "cloudinary": ["v2": .value("cloudinary.v2")] + PromiseLibrary.each("url image video config", .value),
        "cloudinary.v2": ["uploader": .value("cloudinary.uploader"), "api": .value("cloudinary.uploader")]
          + PromiseLibrary.each("url image video picture config", .value),
        "cloudinary.uploader": ["upload_stream": .value, "*": .promise.orCallback],
      ]),
    PromiseLibrary(
      "Firebase",
      roots: [
        "firebase-admin": "firebase", "firebase-admin/firestore#getFirestore()": "firestore",
        "firebase-admin/auth#getAuth()": "firebase.auth", "@google-cloud/firestore#Firestore()": "firestore",
      ],
      things: [
        "firebase": [
          "firestore": .value("firestore"), "auth": .value("firebase.auth"),
          "messaging": .value("firebase.messaging"),
        ],
        "firestore": each("collection doc collectionGroup", .value("firestore.reference"))
          + ["runTransaction": .promise, "batch": .value("firestore.batch")],
        "firestore.reference": each("where orderBy limit startAfter collection doc", .value("firestore.reference"))
          + each("get set update delete add create", .promise),
        "firestore.batch": ["commit": .promise],
        "firebase.auth": ["*": .promise],
        "firebase.messaging": ["*": .promise],
      ]),
    PromiseLibrary(
      "sharp", roots: ["sharp": "sharp"],
      things: [
        "sharp": ["()": .value("sharp.image")],
        "sharp.image": each("toFile toBuffer metadata stats", .promise.orCallback) + ["*": .value("sharp.image")],
      ]),
    PromiseLibrary(
      "execa", roots: ["execa": "execa", "execa#execa": "execa", "execa#execaCommand": "execa", "zx#$": "execa"],
      things: ["execa": ["()": .promise, "command": .promise, "default": .promise]]),
    PromiseLibrary(
      "Puppeteer",
      roots: ["puppeteer": "puppeteer", "puppeteer-core": "puppeteer", "playwright#chromium": "puppeteer"],
      things: [
        "puppeteer": each("launch connect", .promise("browser")),
        "browser": each("newPage newContext", .promise("page")) + each("close disconnect pages", .promise),
        "page": each(
          "goto click type fill waitForSelector waitForNavigation evaluate content setContent screenshot pdf close "
            + "title $ $$ $eval $$eval reload", .promise),
      ]),
  ]
}
