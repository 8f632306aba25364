import DataFormats
import ProjectFacts

/// Versions of packages that came out in 2023 or later: who asks for one has worked on the project since.
///
/// Source: the histories of some hundred public projects, 2021 to 2025, many of which renew their packages by machine
/// (among them Outline, Novu, Payload, Medusa, Prisma, TypeORM, Juice Shop and Parse Server): the first version that a
/// manifest asked for in 2023 or later and that is above all those asked for before. Gathered in 2026-11 with
/// Tests/tools/update_recent_releases.py.
enum RecentReleases {
  /// Behind each row the day on which the version was first asked for, and the newest that was asked for before 2023.
  private static let first: [String: Version] = [
    "@apollo/server": Version(4, 7, 1),  // 2023-05-29
    "@prisma/client": Version(4, 10, 1),  // 2023-02-24; 4.8.0 in 2022-12
    "apollo-server-express": Version(3, 12),  // 2023-05-09; 3.11.1 in 2022-11
    "axios": Version(1, 3, 2),  // 2023-02-06; 1.2.2 in 2022-12
    "bcrypt": Version(5, 1, 1),  // 2023-08-28; 5.1.0 in 2022-10
    "bcryptjs": Version(3),  // 2025-02-14; 2.4.3 in 2021-06
    "body-parser": Version(1, 20, 2),  // 2023-02-23; 1.20.1 in 2022-10
    "cloudinary": Version(2, 2),  // 2024-04-26; 1.32.0 in 2022-09
    "concurrently": Version(8),  // 2023-03-28; 7.6.0 in 2022-11
    "connect-mongo": Version(5, 1),  // 2023-10-14; 4.6.0 in 2021-09
    "cookie-parser": Version(1, 4, 7),  // 2024-10-09; 1.4.6 in 2021-11
    "date-fns": Version(3, 2),  // 2024-01-11; 2.29.3 in 2022-10
    "dotenv": Version(16, 1, 4),  // 2023-06-05; 16.0.3 in 2022-09
    "ejs": Version(3, 1, 9),  // 2023-03-22; 3.1.8 in 2022-06
    "eslint": Version(8, 34),  // 2023-02-10; 8.31.0 in 2022-12
    "express": Version(4, 18, 3),  // 2024-02-29; 4.18.2 in 2022-10
    "express-rate-limit": Version(7),  // 2023-09-13; 6.6.0 in 2022-09
    "express-session": Version(1, 18),  // 2024-01-28; 1.17.3 in 2022-05
    "express-validator": Version(7, 0, 1),  // 2024-01-26; 6.14.2 in 2022-07
    "fastify": Version(4, 13),  // 2023-02-20; 4.9.2 in 2022-11
    "firebase-admin": Version(12, 1),  // 2024-04-25; 11.3.0 in 2022-11
    "helmet": Version(7),  // 2023-05-08; 6.0.1 in 2022-11
    "ioredis": Version(5, 3, 1),  // 2023-02-13; 5.2.4 in 2022-11
    "jest": Version(29, 4, 2),  // 2023-02-07; 29.3.1 in 2022-11
    "joi": Version(17, 8, 1),  // 2023-02-20; 17.7.0 in 2022-11
    "jsonwebtoken": Version(9, 0, 1),  // 2023-07-05; 9.0.0 in 2022-12
    "koa": Version(2, 14, 2),  // 2023-04-24; 2.13.4 in 2022-06
    "mongodb": Version(5),  // 2023-02-06; 4.13.0 in 2022-12
    "mongoose": Version(7),  // 2023-02-27; 6.8.1 in 2022-12
    "multer": Version(2),  // 2025-05-20; 1.4.4 in 2021-12
    "mysql2": Version(3, 2),  // 2023-04-07; 2.3.3 in 2021-11
    "next": Version(13, 2, 1),  // 2023-02-24; 13.1.0 in 2022-12
    "node-cron": Version(3, 0, 3),  // 2024-04-26; 3.0.0 in 2021-10
    "nodemailer": Version(6, 9, 1),  // 2023-01-27; 6.8.0 in 2022-09
    "nodemon": Version(2, 0, 21),  // 2023-03-06; 2.0.20 in 2022-09
    "openai": Version(4, 7, 1),  // 2023-09-18
    "passport": Version(0, 7),  // 2023-11-28; 0.6.0 in 2022-05
    "pg": Version(8, 10),  // 2023-03-07; 8.8.0 in 2022-08
    "prisma": Version(4, 10, 1),  // 2023-02-24; 4.8.0 in 2022-12
    "puppeteer": Version(20, 2, 1),  // 2023-05-21; 16.0.0 in 2022-08
    "redis": Version(4, 6, 5),  // 2023-02-27; 4.3.1 in 2022-09
    "sequelize": Version(6, 31, 1),  // 2023-05-22; 6.27.0 in 2022-12
    "sharp": Version(0, 32),  // 2023-03-24; 0.31.3 in 2022-12
    "socket.io": Version(4, 6, 1),  // 2023-02-23; 4.5.4 in 2022-11
    "stripe": Version(12, 12),  // 2023-07-12; 10.10.0 in 2022-09
    "supertest": Version(6, 3, 4),  // 2024-01-14; 6.3.3 in 2022-12
    "swagger-ui-express": Version(5),  // 2023-07-08; 4.6.0 in 2022-11
    "uuid": Version(9, 0, 1),  // 2023-09-13; 9.0.0 in 2022-09
    "validator": Version(13, 11),  // 2023-08-04; 13.7.0 in 2021-11
    "winston": Version(3, 9),  // 2023-05-26; 3.8.2 in 2022-09
    "zod": Version(3, 21, 4),  // 2023-03-11; 3.20.2 in 2022-12
  ]

  struct Evidence {
    /// Dependencies whose lowest version is one of these, as the manifest has them.
    var recent: [ManifestDependency]
    /// How many of its dependencies anything is known of.
    var knownCount: Int
    /// How many of the recent ones production installs.
    var production: Int { recent.count { $0.section == .dependencies } }
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
