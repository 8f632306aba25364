extension Framework {
  /// NestJS 9 to 11. Source: docs.nestjs.com (Controllers, Middleware, Guards, …), 2026.
  static let nest = Framework(
    name: "NestJS",
    constructors: ["@nestjs/core#NestFactory.create()": .nestApplication],
    annotations: ["@nestjs/common#INestApplication": "@nestjs/core#NestFactory.create()"],
    chaining: [:],
    derived: [:],
    registrations: [.nestApplication: [(["use"], .use)]],
    awaitsHandlers: true)

  static let nestController: Set<String> = ["@nestjs/common#Controller"]

  /// Decorators of controller methods that are called per request, with the HTTP method.
  static let nestRoutes: [String: String] = [
    "@nestjs/common#Get": "GET", "@nestjs/common#Post": "POST", "@nestjs/common#Put": "PUT",
    "@nestjs/common#Patch": "PATCH", "@nestjs/common#Delete": "DELETE", "@nestjs/common#Options": "OPTIONS",
    "@nestjs/common#Head": "HEAD", "@nestjs/common#All": "ALL", "@nestjs/common#Search": "SEARCH",
    "@nestjs/common#Sse": "GET",
  ]

  /// Interfaces whose method the framework calls per request.
  static let nestInterfaces: [String: (method: String, description: String)] = [
    "@nestjs/common#NestMiddleware": ("use", "middleware"), "@nestjs/common#CanActivate": ("canActivate", "a guard"),
    "@nestjs/common#NestInterceptor": ("intercept", "an interceptor"),
    "@nestjs/common#PipeTransform": ("transform", "a pipe"),
    "@nestjs/common#ExceptionFilter": ("catch", "an exception filter"),
  ]
}
