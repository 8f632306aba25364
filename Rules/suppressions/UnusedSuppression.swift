import Checking

/// Found by the audit itself, when all rules have run. The promise is on the page beside this file.
struct UnusedSuppression: AuditCheck {}
