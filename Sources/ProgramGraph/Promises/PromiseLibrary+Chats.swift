extension PromiseLibrary {
  /// Requests to the service of a chat: each fails where a right is missing, the message is gone, or the user has blocked
  /// the bot. Sources: discord.js.org (14.x), discordx.js.org (11.x), telegraf.js.org (4.x), grammy.dev (1.x),
  /// docs.wwebjs.dev (1.x), slack.dev (Bolt 4, and @slack/client 4 and 5, the name before web-api), 2026.
  static let chats: [PromiseLibrary] = [
    PromiseLibrary(
      "discord.js",
      roots: Dictionary(
        uniqueKeysWithValues: Framework.discordClasses.map { ("discord.js#\($0)()", "thing") } + [
          ("discord.js#Client()", "client"), ("discord.js#WebhookClient()", "webhook"), ("discord.js#REST()", "rest"),
          ("@discordjs/rest#REST()", "rest"),
        ]),
      things: [
        "thing": each(
          "reply send react edit delete pin unpin crosspost startThread suppressEmbeds deferReply editReply deleteReply "
            + "followUp fetchReply deferUpdate update showModal respond bulkDelete sendTyping createWebhook "
            + "createInvite setNickname kick ban timeout createDM fetch", .promise)
          + each("author member user channel guild message owner systemChannel thread parent", .value("thing"))
          + each("channels members roles users messages reactions permissionOverwrites threads", .value("manager")),
        "manager": each("fetch add remove create kick ban unban removeAll", .promise) + ["cache": .value("collection")],
        "collection": each("get find first last random at", .value("thing")),
        "client": each("channels users guilds", .value("manager")),
        "webhook": each("send editMessage deleteMessage", .promise),
        "rest": each("get put post patch delete", .promise) + ["setToken": .value("rest")],
      ]),
    PromiseLibrary(
      "discordx", roots: ["discordx#Client()": "client"],
      things: [
        "client": each(
          "executeInteraction executeReaction executeCommand initApplicationCommands clearApplicationCommands", .promise
        )
      ]),
    PromiseLibrary(
      "Telegraf and grammY",
      roots: [
        "telegraf#Context()": "context", "grammy#Context()": "context", "telegraf#Telegraf()": "bot",
        "telegraf()": "bot", "grammy#Bot()": "bot",
      ],
      things: [
        "context": each(
          "reply replyWithPhoto replyWithDocument replyWithAudio replyWithVideo replyWithVoice replyWithSticker "
            + "replyWithAnimation replyWithLocation replyWithMediaGroup replyWithPoll replyWithContact replyWithDice "
            + "replyWithInvoice replyWithChatAction replyWithHTML replyWithMarkdown replyWithMarkdownV2 "
            + "editMessageText editMessageCaption editMessageMedia editMessageReplyMarkup deleteMessage "
            + "answerCallbackQuery answerCbQuery answerInlineQuery forwardMessage copyMessage sendMessage "
            + "sendChatAction pinChatMessage banChatMember restrictChatMember getChatMember", .promise)
          + each("telegram api", .value("api")),
        "bot": each("telegram api", .value("api")),
        "api": each(
          "sendMessage sendPhoto sendDocument sendAudio sendVideo sendVoice sendSticker sendAnimation sendLocation "
            + "sendMediaGroup sendPoll sendContact sendInvoice sendChatAction forwardMessage copyMessage "
            + "editMessageText editMessageCaption editMessageMedia editMessageReplyMarkup deleteMessage "
            + "answerCallbackQuery answerCbQuery answerInlineQuery getFile getFileLink getChat getChatMember "
            + "banChatMember restrictChatMember setWebhook deleteWebhook setMyCommands pinChatMessage", .promise),
      ]),
    PromiseLibrary(
      "node-telegram-bot-api", roots: ["node-telegram-bot-api()": "bot"],
      things: [
        "bot": each(
          "sendMessage sendPhoto sendDocument sendAudio sendVideo sendVoice sendSticker sendAnimation sendLocation "
            + "sendMediaGroup sendPoll sendContact sendInvoice sendChatAction forwardMessage copyMessage "
            + "editMessageText editMessageCaption editMessageMedia editMessageReplyMarkup deleteMessage "
            + "answerCallbackQuery answerInlineQuery getFile getFileLink downloadFile getChat getChatMember "
            + "banChatMember restrictChatMember setWebHook deleteWebHook getMe setMyCommands pinChatMessage",
          .promise)
      ]),
    PromiseLibrary(
      "Slack",
      roots: [
        "@slack/bolt#AllMiddlewareArgs()": "arguments", "@slack/bolt#App()": "application",
        "@slack/web-api#WebClient()": "client", "@slack/client#WebClient()": "client",
      ],
      things: [
        "arguments": each("say respond", .promise) + ["client": .value("client")],
        "application": ["client": .value("client")],
        "client": each("chat conversations users views files reactions pins auth team usergroups", .value("resource")),
        "resource": ["*": .promise],
      ]),
    PromiseLibrary(
      "whatsapp-web.js",
      roots: ["whatsapp-web.js#Client()": "client", "whatsapp-web.js#Message()": "message"],
      things: [
        "client": each("sendMessage getChats getChatById getContacts getContactById logout", .promise),
        "message": each(
          "reply react delete edit forward getChat getContact getQuotedMessage downloadMedia", .promise),
      ]),
  ]

  static let chatNames = Set(chats.map(\.name))
}
