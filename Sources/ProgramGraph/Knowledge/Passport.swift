/// Passport calls what it is given while a request signs in. Source: passportjs.org, 2026.
enum Passport {
  static let registrations: [String: String] = {
    var table: [String: String] = [:]
    for package in ["passport", "koa-passport", "@fastify/passport", "passport#Passport()", "passport#Authenticator()"]
    {
      let separator = package.hasSuffix(")") ? "." : "#"
      table[package + separator + "use"] = "sign-in through Passport"
      table[package + separator + "serializeUser"] = "sign-in through Passport"
      table[package + separator + "deserializeUser"] = "every request with a Passport session"
    }
    return table
  }()
}
