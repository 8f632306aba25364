import RulePages

/// A page with every part in place, for tests to change one thing of.
let soundPage = """
  ---
  severity: error
  confidence: high
  tags: [event-loop, availability]
  cwe: [1322]
  since: 0.1.0
  message: "$CALL waits on $ROUTE"
  at: $CALL
  ---

  # Waiting on the request path

  A handler calls a function
  that waits.

  ## Why

  Others wait too.

  ## Fix

  - Do not wait.

  ## Match

  ```js
  $CALL($$$)
  ```

  ```where
  $CALL resolves to "node:fs#*Sync"
  match is reached from request-handler as $ROUTE
  ```

  ## Examples

  ### In the handler

  ```js bad
  const fs = require("fs")
  app.get("/", () => fs.readFileSync("a"))  //~ waits on GET /
  ```

  ### At start-up

  ```js good
  require("fs").readFileSync("a")
  ```

  ## Limits

  Computed names are missed.

  """

func read(_ text: String, path: String = "event-loop/waiting-call.md") -> RulePageReading {
  RulePageReader.read(path: path, bytes: Array(text.utf8))
}
