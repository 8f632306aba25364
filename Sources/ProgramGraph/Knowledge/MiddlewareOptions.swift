extension Framework {
  private static func functions(_ places: [Place], _ label: String, isListed: Bool = true) -> RegistrationShape {
    .functions(
      FunctionShape(places: places, label: .named(label), awaits: .never, signature: .unknown, isListed: isListed))
  }

  private static let limits = functions(
    Place.argument(0, "keyGenerator", "handler", "skip", "max", "limit", "message", "requestWasSuccessful"),
    "the rate limit", isListed: false)
  private static let proxy = functions(
    Place.argument(
      0, "onProxyReq", "onProxyRes", "onError", "pathRewrite", "pathFilter", "router", "on.proxyReq", "on.proxyRes",
      "on.error"), "the proxy")
  private static let parser = functions(Place.argument(0, "verify"), "the parser of bodies")
  private static let uploadOptions = functions(
    Place.argument(0, "formidable.onFileBegin", "formidable.filename", "formidable.filter", "onError"), "an upload")
  private static let helpers = functions(Place.argument(0, "helpers.*"), "a helper of views", isListed: false)
  private static let policy = "the policy for content"
  private static let files = functions(Place.argument(1, "setHeaders"), "static files")

  /// Functions among the options of middleware, which it calls for each request.
  /// Source: the READMEs of the packages, 2026.
  static let middlewareOptions = Framework(
    name: "Express middleware", package: "express",
    calls: [
      "cors": functions(Place.argument(0, "", "origin"), "the check of origins"),
      "express-rate-limit": limits, "express-rate-limit#rateLimit": limits,
      "express-slow-down": limits, "express-slow-down#slowDown": limits,
      "http-proxy-middleware": proxy, "http-proxy-middleware#createProxyMiddleware": proxy,
      "express-http-proxy": functions(
        Place.argument(
          1, "filter", "proxyReqPathResolver", "proxyReqOptDecorator", "proxyReqBodyDecorator", "userResDecorator",
          "userResHeaderDecorator", "proxyErrorHandler"), "the proxy"),
      "express-session": functions(Place.argument(0, "genid"), "a new session"),
      "compression": functions(Place.argument(0, "filter"), "the compression of answers"),
      "helmet": functions(Place.argument(0, "contentSecurityPolicy.directives.*"), policy),
      "helmet#contentSecurityPolicy": functions(Place.argument(0, "directives.*"), policy),
      "helmet-csp": functions(Place.argument(0, "directives.*"), policy),
      "morgan": functions(
        Place.argument(0) + Place.argument(1, "skip", "stream.write"), "the log of requests", isListed: false),
      "morgan#token": functions(Place.argument(1), "the log of requests", isListed: false),
      "express#static": files, "serve-static": files, "express-static-gzip": files,
      "express#json": parser, "express#urlencoded": parser, "express#raw": parser, "express#text": parser,
      "body-parser#json": parser, "body-parser#urlencoded": parser, "body-parser#raw": parser,
      "body-parser#text": parser,
      "koa-body": uploadOptions, "koa-body#koaBody": uploadOptions, "koa-body#default": uploadOptions,
      // What is hung on an engine of views is called while a view is rendered.
      "express-handlebars#engine": helpers, "express-handlebars#create": helpers, "express-handlebars": helpers,
      "hbs#registerHelper": functions(Place.argument(1), "a helper of views", isListed: false),
    ],
    awaits: .never)
}
