extension Framework {
  private static func job(_ places: [Place]) -> RegistrationShape {
    .functions(FunctionShape(places: places, label: .named("the schedule {0}"), phase: .background))
  }

  /// node-cron, cron, node-schedule, croner, toad-scheduler: what a job rejects is not seen. Source: their READMEs, 2026.
  static let schedulers = Framework(
    name: "scheduler", package: "node-cron",
    calls: [
      "node-cron#schedule": job(Place.argument(1)), "node-cron#createTask": job(Place.argument(1)),
      "cron#CronJob": job(Place.argument(1) + Place.argument(0, "onTick")),
      "cron#CronJob.from": job(Place.argument(0, "onTick")), "cron#job": job(Place.argument(1)),
      "node-schedule#scheduleJob": job(Place.last()), "node-schedule#Job": job(Place.last()),
      "croner#Cron": job(Place.last()), "croner": job(Place.last()),
      "toad-scheduler#Task": job(Place.argument(1)), "toad-scheduler#AsyncTask": job(Place.argument(1)),
      "meteor/littledata:synced-cron#SyncedCron.add": job(Place.argument(0, "job")),
      "node-cron-tab#schedule": job(Place.last()), "later#setInterval": job(Place.argument(0)),
    ],
    awaits: .never)
}
