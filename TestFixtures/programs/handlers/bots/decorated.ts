// Classes whose methods decorators make listeners of a bot.
import { readFileSync } from 'node:fs'
import { Action, Ctx, Start, Update } from 'nestjs-telegraf'
import { Context, SlashCommand } from 'necord'
@Update()
export class Greetings {
  @Start()
  async start(@Ctx() ctx: any) { // handler: the bot's Start
    await ctx.reply(readFileSync('hello.txt', 'utf8')) // reached: the bot's Start
  }
  @Action('more')
  async more(@Ctx() ctx: any) { // handler: the bot's Action more
    await ctx.reply('more')
  }
}
export class Commands {
  @SlashCommand({ name: 'ping', description: 'pong' })
  async ping(@Context() [interaction]: any) { // handler: the bot's SlashCommand ping
    return interaction.reply('pong')
  }
}
