import DataFormats
import ProjectFacts

/// Versions of packages that came out in 2023 or later: who asks for one has worked on the project since.
///
/// Source: the publishing dates of the npm registry, 2026; where the first release of the year was in doubt, a later one
/// is written down.
enum RecentReleases {
  private static let first: [String: Version] = [
    "@apollo/server": Version(4, 6), "@google/generative-ai": Version(0, 1), "@prisma/client": Version(4, 10),
    "apollo-server-express": Version(3, 12), "axios": Version(1, 3), "bcrypt": Version(5, 1, 1),
    "bcryptjs": Version(3), "body-parser": Version(1, 20, 2), "cloudinary": Version(2), "concurrently": Version(8),
    "connect-mongo": Version(5, 1), "cookie-parser": Version(1, 4, 7), "date-fns": Version(3),
    "dotenv": Version(16, 1), "ejs": Version(3, 1, 9), "eslint": Version(8, 34), "express": Version(4, 18, 3),
    "express-rate-limit": Version(7), "express-session": Version(1, 18), "express-validator": Version(7),
    "fastify": Version(4, 13), "firebase-admin": Version(12), "helmet": Version(7), "ioredis": Version(5, 3, 1),
    "jest": Version(29, 4, 2), "joi": Version(17, 8), "jsonwebtoken": Version(9, 0, 1), "koa": Version(2, 14, 2),
    "mongodb": Version(5), "mongoose": Version(7), "multer": Version(2), "mysql2": Version(3, 2),
    "next": Version(13, 2), "node-cron": Version(3, 0, 3), "nodemailer": Version(6, 9, 1),
    "nodemon": Version(2, 0, 21), "openai": Version(4), "passport": Version(0, 7), "pg": Version(8, 10),
    "prisma": Version(4, 10), "puppeteer": Version(20), "redis": Version(4, 6, 5), "sequelize": Version(6, 30),
    "sharp": Version(0, 32), "socket.io": Version(4, 6, 1), "stripe": Version(12), "supertest": Version(6, 3, 4),
    "swagger-ui-express": Version(5), "uuid": Version(9, 0, 1), "validator": Version(13, 11), "winston": Version(3, 9),
    "zod": Version(3, 21),
  ]

  struct Evidence {
    /// Dependencies whose lowest version is one of these, as the manifest has them.
    var recent: [ManifestDependency]
    /// How many of its dependencies anything is known of.
    var knownCount: Int
  }

  static func evidence(in manifest: PackageManifest) -> Evidence {
    var evidence = Evidence(recent: [], knownCount: 0)
    for dependency in manifest.dependencies(in: .dependencies, .devDependencies) {
      guard let first = first[dependency.name], let range = VersionRange(dependency.range) else { continue }
      evidence.knownCount += 1
      if !(range.lowest < first) { evidence.recent.append(dependency) }
    }
    return evidence
  }
}
