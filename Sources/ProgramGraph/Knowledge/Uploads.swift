extension ServerType {
  static let busboy = ServerType("busboy")
  static let formidable = ServerType("formidable form")
}

extension Framework {
  private static func shape(_ places: [Place], _ label: String) -> FunctionShape {
    FunctionShape(places: places, label: .named(label))
  }

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
      "multer": .functions(shape(Place.argument(0, "fileFilter"), "an upload")),
      "multer#diskStorage": .functions(shape(Place.argument(0, "destination", "filename"), "an upload")),
      "@nestjs/platform-express#MulterModule.register": .functions(shape(Place.argument(0, "fileFilter"), "an upload")),
      "@nestjs/platform-express#MulterModule.registerAsync": .functions(
        shape(Place.argument(0, "useFactory.fileFilter"), "an upload")),
      "@nestjs/platform-express#FileInterceptor": .functions(shape(Place.argument(1, "fileFilter"), "an upload")),
      "@nestjs/platform-express#FilesInterceptor": .functions(shape(Place.last("fileFilter"), "an upload")),
      "multer-s3": .functions(shape(Place.argument(0, "key", "metadata", "bucket"), "an upload")),
    ],
    awaits: .never)
}
