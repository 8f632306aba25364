extension ServerType {
  static let telegramBot = ServerType("Telegram bot")
  static let discordClient = ServerType("Discord client")
  static let slackApp = ServerType("Slack application")
  static let plainTelegramBot = ServerType("node-telegram-bot-api bot")
  static let slackListener = ServerType("Slack client")
  static let whatsAppClient = ServerType("WhatsApp client")
  static let whatsAppSocket = ServerType("Baileys socket")
  static let whatsAppEvents = ServerType("Baileys events")
  static let vkClient = ServerType("VK client")
  static let vkUpdates = ServerType("VK updates")
  static let botkitController = ServerType("Botkit controller")
}

extension Framework {
  private static func shape(_ label: String, _ awaits: Awaiting, gives: [Int: String] = [:]) -> FunctionShape {
    FunctionShape(places: Place.last(), label: .named(label), awaits: awaits, signature: .payloadFirst, gives: gives)
  }

  /// The same of bots that take several functions, each of which calls the next one.
  private static func chain(_ label: String, gives: [Int: String]) -> FunctionShape {
    FunctionShape(places: Place.from(0), label: .named(label), awaits: .always, signature: .payloadFirst, gives: gives)
  }

  /// What listeners of discord.js are given: messages, interactions, members, …, all of which know their client.
  private static let event = "discord.js#Base()"
  /// The same of Telegraf's and grammY's.
  private static let context = "telegraf#Context()"
  /// What listeners of Bolt are given: `({ say, client }) => …`.
  private static let boltArguments = "@slack/bolt#AllMiddlewareArgs()"
  private static let whatsAppMessage = "whatsapp-web.js#Message()"

  /// Classes of discord.js 12 to 14 whose things have a `client`. Source: discord.js.org (Base), 2026.
  static let discordClasses = [
    "Base", "Interaction", "BaseInteraction", "CommandInteraction", "ChatInputCommandInteraction",
    "ButtonInteraction", "SelectMenuInteraction", "StringSelectMenuInteraction", "ModalSubmitInteraction",
    "AutocompleteInteraction", "ContextMenuCommandInteraction", "MessageComponentInteraction", "Message", "Guild",
    "GuildMember", "User", "Role", "TextChannel", "GuildChannel", "BaseChannel", "ThreadChannel", "VoiceState",
    "MessageReaction", "Invite", "Presence",
  ]

  private static let telegram: Set<String> = [
    "on", "command", "hears", "action", "start", "help", "use", "callbackQuery", "inlineQuery", "filter", "settings",
    "catch", "hashtag", "mention", "reaction", "phone", "cashtag", "email", "url", "spoiler", "textMention", "textLink",
    "botCommand", "gameQuery", "drop",
  ]

  private static let scenes: Set<String> = ["enter", "leave"]

  /// The client has logged in; discord.js tells it once, and calls it clientReady from 14.22 on.
  private static let begun: Set<String> = ["ready", "clientReady"]

  /// What Slack's clients, and those of WhatsApp, tell of themselves.
  private static let connecting: Set<String> = [
    "ready", "connecting", "connected", "authenticating", "authenticated", "disconnecting", "disconnected",
    "reconnecting", "unable_to_rtm_start", "error", "close", "open", "start", "connection.update", "creds.update",
    "rtm_connection_opened", "ws_opening", "ws_opened", "ws_close", "ws_error", "disconnect", "attempting_reconnect",
  ]

  private static let wizard = FunctionShape(
    places: Place.from(1), label: .named("a step of the bot's {0}"), signature: .payloadFirst, gives: [0: context])

  /// Methods that decorators of nestjs-telegraf, necord and discordx make listeners.
  private static let listening: [String: DecoratedClass.Meaning] = {
    var table: [String: DecoratedClass.Meaning] = [:]
    for name in [
      "Start", "Help", "Settings", "Hears", "Command", "Action", "On", "Use", "InlineQuery", "Hashtag", "Mention",
      "SceneEnter", "SceneLeave", "WizardStep",
    ] {
      table["nestjs-telegraf#" + name] = .named("the bot's \(name) {0}")
    }
    for name in [
      "SlashCommand", "TextCommand", "MessageCommand", "UserCommand", "Button", "Modal", "StringSelect", "On",
    ] {
      table["necord#" + name] = .named("the bot's \(name) {0}")
    }
    for name in [
      "Slash", "SimpleCommand", "ButtonComponent", "ModalComponent", "SelectMenuComponent", "ContextMenu", "On",
    ] {
      table["discordx#" + name] = .named("the bot's \(name) {0}")
    }
    return table
  }()

  /// telegraf 4, grammY 1, discord.js 14 (an emitter), Slack's Bolt and its older clients, node-telegram-bot-api,
  /// Botkit 0, Baileys, vk-io 4, whose updates go through a chain that waits. Sources: their references, 2026.
  static let chatBots = Framework(
    name: "chat bot", package: "telegraf",
    makers: [
      "telegraf#Telegraf()": .telegramBot, "telegraf()": .telegramBot, "telegraf#Composer()": .telegramBot,
      "grammy#Bot()": .telegramBot, "grammy#Composer()": .telegramBot, "telegraf#Scenes.BaseScene()": .telegramBot,
      "telegraf#Scenes.WizardScene()": .telegramBot, "telegraf/scenes#BaseScene()": .telegramBot,
      "nestjs-telegraf#BaseScene()": .telegramBot, "nestjs-telegraf#WizardScene()": .telegramBot,
      "nestjs-telegraf#Composer()": .telegramBot,
      "telegraf/scenes/base()": .telegramBot, "telegraf/scenes/wizard()": .telegramBot,
      "@slack/bolt#ExpressReceiver().router": .expressApplication,
      "@slack/bolt#ExpressReceiver().app": .expressApplication,
      "discord.js#Client()": .discordClient, "eris()": .discordClient, "@slack/bolt#App()": .slackApp,
      "botkit#slackbot()": .botkitController, "botkit#facebookbot()": .botkitController,
      "node-telegram-bot-api()": .plainTelegramBot, "whatsapp-web.js#Client()": .whatsAppClient,
      "vk-io#VK()": .vkClient, "vk-io#Updates()": .vkUpdates,
      "@slack/rtm-api#RTMClient()": .slackListener, "@slack/client#RTMClient()": .slackListener,
      "@slack/client#RtmClient()": .slackListener, "@slack/socket-mode#SocketModeClient()": .slackListener,
      "@slack/events-api#createEventAdapter()": .slackListener, "@slack/events-api()": .slackListener,
      "slackbots()": .slackListener,
      "@whiskeysockets/baileys()": .whatsAppSocket, "@whiskeysockets/baileys#makeWASocket()": .whatsAppSocket,
      "@whiskeysockets/baileys#default()": .whatsAppSocket, "@adiwajshing/baileys()": .whatsAppSocket,
      "@adiwajshing/baileys#makeWASocket()": .whatsAppSocket, "@adiwajshing/baileys#default()": .whatsAppSocket,
      "baileys()": .whatsAppSocket, "baileys#makeWASocket()": .whatsAppSocket, "baileys#default()": .whatsAppSocket,
    ],
    annotations: [
      "discord.js#Client": "discord.js#Client()", "grammy#Bot": "grammy#Bot()",
      "telegraf#Telegraf": "telegraf#Telegraf()", "nestjs-telegraf#TelegrafProvider": "telegraf#Telegraf()",
      "nestjs-telegraf#Telegraf": "telegraf#Telegraf()",
      "@slack/bolt#App": "@slack/bolt#App()", "@slack/rtm-api#RTMClient": "@slack/rtm-api#RTMClient()",
    ],
    chaining: [
      .telegramBot: telegram.union(scenes), .discordClient: ["on", "once"], .whatsAppClient: ["on", "once"],
    ],
    derived: [.whatsAppSocket: ["ev": .whatsAppEvents], .vkClient: ["updates": .vkUpdates]],
    registrations: [
      .slackListener: [
        (["on", "once"], .laterEvent(but: connecting, shape("the bot's {0} event", .never)))
      ],
      .whatsAppEvents: [(["on"], .laterEvent(but: connecting, shape("the bot's {0} event", .never)))],
      .telegramBot: [
        (telegram, .functions(chain("the bot's {0}", gives: [0: context]))),
        (scenes, .functions(chain("a scene of the bot", gives: [0: context]))),
      ],
      .discordClient: [
        (["on", "once"], .laterEvent(but: begun, shape("the bot's {0} event", .never, gives: [0: event, 1: event])))
      ],
      .whatsAppClient: [
        (["on", "once"], .laterEvent(but: begun, shape("the bot's {0} event", .never, gives: [0: whatsAppMessage])))
      ],
      .slackApp: [
        (
          ["message", "command", "event", "action", "view", "shortcut", "options", "use", "error", "function"],
          .functions(chain("the bot's {0}", gives: [0: boltArguments]))
        )
      ],
      .vkUpdates: [(["on", "use"], .functions(shape("the bot's {0}", .always)))],
      .botkitController: [(["on", "hears"], .functions(shape("the bot's {0}", .never)))],
      .plainTelegramBot: [(["on", "onText", "onReplyToMessage"], .functions(shape("the bot's {0}", .never)))],
    ],
    calls: [
      "telegraf#Scenes.WizardScene": .functions(wizard), "telegraf/scenes#WizardScene": .functions(wizard),
      "telegraf/scenes/wizard": .functions(wizard), "nestjs-telegraf#WizardScene": .functions(wizard),
    ],
    decorated: [DecoratedClass(classes: [], methods: listening)],
    awaits: .always, signature: .payloadFirst)
}
