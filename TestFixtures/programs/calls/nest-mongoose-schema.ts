// The schema that Nest makes of a class, and the model that is injected under the class's name.
// file: package.json
{ "name": "stable", "dependencies": { "@nestjs/common": "^10.0.0", "@nestjs/core": "^10.0.0", "@nestjs/mongoose": "^10.0.0", "mongoose": "^8.3.0", "bcrypt": "^5.1.0" } }
// file: horse.schema.ts
import { Prop, Schema, SchemaFactory } from "@nestjs/mongoose";
import * as bcrypt from "bcrypt";
import { writeFileSync } from "fs";
@Schema({
  methods: {
    draw(this: Horse) {
      writeFileSync("horse.png", this.code); // reached: GET /horses
    },
  },
})
export class Horse {
  @Prop() code: string;
  draw: () => void;
}
export const HorseSchema = SchemaFactory.createForClass(Horse);
HorseSchema.pre("save", function () {
  this.code = bcrypt.hashSync(this.code, 10); // reached: POST /horses
});
HorseSchema.methods.matches = function (code: string) {
  return bcrypt.compareSync(code, this.code); // reached: GET /horses
};
// file: horses.controller.ts
import { Body, Controller, Get, Post } from "@nestjs/common";
import { InjectModel } from "@nestjs/mongoose";
import { Model } from "mongoose";
import { Horse } from "./horse.schema";
@Controller("horses")
export class HorsesController {
  constructor(@InjectModel(Horse.name) private readonly stock: Model<Horse>) {}
  @Post() async add(@Body() body: Horse) {
    const made = new this.stock(body);
    return made.save();
  }
  @Get() async matches() {
    const found = await this.stock.findOne();
    found.draw();
    return found.matches("7"); // calls: horse.schema.ts:matches
  }
}
// file: main.ts
import { NestFactory } from "@nestjs/core";
import { HorsesController } from "./horses.controller";
import { Module } from "@nestjs/common";
@Module({ controllers: [HorsesController] })
class AppModule {}
NestFactory.create(AppModule).then((app) => app.listen(3000));
