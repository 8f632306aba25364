// The bot and the scenes that the first version of nestjs-telegraf gives away.
// file: package.json
{ "name": "bot", "private": true, "dependencies": { "nestjs-telegraf": "^1.3.0", "@nestjs/common": "^8.0.0" } }
// file: bot.service.ts
import { Injectable } from "@nestjs/common"
import { InjectBot, TelegrafProvider, WizardScene } from "nestjs-telegraf"

@Injectable()
export class BotService {
  constructor(@InjectBot() private bot: TelegrafProvider) {
    this.bot.command("go", async (ctx) => ctx.reply("gone")) // handler: the bot's go
    this.bot.phone("+49", async (ctx) => ctx.reply("called")) // handler: the bot's +49
  }
}
export const wizard = new WizardScene(
  "order",
  (ctx) => ctx.wizard.next(), // handler: a step of the bot's order
)
