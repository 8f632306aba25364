/// Containers that give objects for tokens. Sources: docs.nestjs.com (custom providers), the documentation of tsyringe 4,
/// inversify 6 and 7, typedi 0.10 and awilix 12; 2026.
enum InjectionKnowledge {
  /// Packages whose containers are filled by calls.
  static let containers: Set<String> = ["tsyringe", "inversify", "typedi", "awilix"]

  /// Packages whose decorators bind a token to the class they stand on.
  static let bindingPackages = ["inversify-binding-decorators"]

  enum Method: Sendable {
    /// `container.register(token, provider or class)`
    case register
    /// `container.registerInstance(token, value)`
    case instance
    /// `container.bind(token).to(Class)`
    case bindClass
    case bindValue
    case bindFactory
    case bindAlias
  }

  static let methods: [String: Method] = [
    "register": .register, "registerSingleton": .register, "registerType": .register, "registerInstance": .instance,
    "set": .instance, "to": .bindClass, "toConstantValue": .bindValue, "toDynamicValue": .bindFactory,
    "toFactory": .bindFactory, "toService": .bindAlias,
  ]

  /// Decorators of parameters and fields whose argument is a token.
  static let decorators: Set<String> = [
    "@nestjs/common#Inject", "tsyringe#inject", "inversify#inject", "typedi#Inject", "fastify-decorators#Inject",
  ]

  /// Decorators that put in what a mapper made for the class or name they are given, by the path of that.
  /// Source: docs.nestjs.com (Mongo, Database), 2026.
  static let mapped: [String: String] = [
    "@nestjs/mongoose#InjectModel": "mongoose#model()", "@nestjs/typeorm#InjectRepository": "typeorm#getRepository()",
  ]

  /// Wrappers of a class that is not defined yet.
  static let forwarding: Set<String> = ["@nestjs/common#forwardRef()", "tsyringe#delay()"]

  /// Calls that give what a token, their first argument, stands for.
  static let resolving: Set<String> = [
    "tsyringe#container.resolve", "inversify#Container().get", "inversify#Container().getAsync",
    "inversify#Container().resolve", "typedi#Container.get", "typedi#Container.of().get",
    "awilix#createContainer().resolve", "@nestjs/core#ModuleRef().get", "@nestjs/core#ModuleRef().resolve",
    "@nestjs/core#ModuleRef().create", "@nestjs/core#NestFactory.create().get",
    "@nestjs/core#NestFactory.create().resolve", "@nestjs/core#NestFactory.createApplicationContext().get",
    "@nestjs/core#NestFactory.createApplicationContext().resolve",
  ]

  /// What methods and functions are called that give the thing whose type they are told.
  static let resolvingNames: Set<String> = ["get", "resolve", "inject", "make", "getInstance", "getService"]

  /// awilix's object of everything that is registered: what constructors and factories are given.
  static let cradle = "awilix#createContainer().cradle"
}
