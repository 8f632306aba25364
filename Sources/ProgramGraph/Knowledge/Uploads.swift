extension ServerType {
  static let busboy = ServerType("busboy")
  static let formidable = ServerType("formidable form")
}

extension Framework {
  private static func shape(_ places: [Place], _ label: String) -> FunctionShape {
    FunctionShape(places: places, label: .named(label))
  }

  /// multer, and those that call it for other frameworks or were made of it.
  private static let multers = ["multer", "koa-multer", "@koa/multer", "fastify-multer"]

  /// Functions of the project that multer calls, whatever it is called: what a handler was registered by.
  static func isOfMulter(_ path: String) -> Bool {
    multers.contains { path == $0 || path.hasPrefix($0 + "#") } || path == "multer-s3"
  }

  private static let ofMulter: [String: RegistrationShape] = {
    var table: [String: RegistrationShape] = [:]
    for package in multers {
      table[package] = .functions(shape(Place.argument(0, "fileFilter"), "an upload"))
      table[package + "#diskStorage"] = .functions(shape(Place.argument(0, "destination", "filename"), "an upload"))
    }
    return table
  }()

  /// multer 1 and 2, busboy, formidable: callbacks per upload, whose rejections are lost. Source: their READMEs, 2026.
  static let uploads = Framework(
    name: "upload", package: "multer",
    makers: [
      "busboy()": .busboy, "busboy#Busboy()": .busboy, "formidable()": .formidable,
      "formidable#IncomingForm()": .formidable,
      "multiparty#Form()": .formidable,
    ],
    registrations: [
      .busboy: [
        (
          ["on"],
          .event(["file", "field", "finish", "close"], shape(Place.argument(1), "an upload"))
        )
      ],
      .formidable: [(["parse"], .functions(shape(Place.last(), "an upload")))],
    ],
    calls: [
      "@nestjs/platform-express#MulterModule.register": .functions(shape(Place.argument(0, "fileFilter"), "an upload")),
      "@nestjs/platform-express#MulterModule.registerAsync": .functions(
        shape(Place.argument(0, "useFactory.fileFilter"), "an upload")),
      "@nestjs/platform-express#FileInterceptor": .functions(shape(Place.argument(1, "fileFilter"), "an upload")),
      "@nestjs/platform-express#FilesInterceptor": .functions(shape(Place.last("fileFilter"), "an upload")),
      "@nestjs/platform-express#FileFieldsInterceptor": .functions(shape(Place.last("fileFilter"), "an upload")),
      "@nestjs/platform-express#AnyFilesInterceptor": .functions(shape(Place.last("fileFilter"), "an upload")),
      "multer-s3": .functions(shape(Place.argument(0, "key", "metadata", "bucket"), "an upload")),
    ].merging(ofMulter) { first, _ in first },
    awaits: .never)
}
