/// What is known of an expression that is a promise.
package struct PromiseFact: Sendable, Hashable {
  /// What makes it one, for people: "`load` is async", "a query of Mongoose".
  package var what: String
  /// A thenable that does nothing until somebody awaits it or calls `then`: queries of Mongoose, Knex, Prisma.
  package var isLazy: Bool
  /// Why it is one, from the expression inwards.
  package var steps: [ProgramStep]
  /// What comes of a rejection that nobody handles.
  package var unheard = UnheardRejection.endsProcess
}

/// What comes of a rejection that nobody handles, where the process has no listener for it.
package enum UnheardRejection: Sendable, Hashable {
  /// Node's own promises, since version 15.
  case endsProcess
  /// Bluebird's: it writes a warning, and all goes on.
  case warned
  /// mpromise's, which Mongoose brought along up to version 4: nothing at all.
  case lost
}

/// Whether a promise, or the promise of a function, may be rejected.
package enum Rejection: Sendable, Hashable {
  /// Everything that may fail in it is caught, or nothing in it can fail.
  case never
  /// The first thing in it that may fail, after the calls that lead there.
  case possible([ProgramStep])
  /// Nothing is known about what it is made of.
  case unknown

  package var isPossible: Bool {
    switch self {
    case .possible: true
    case .never, .unknown: false
    }
  }
}

/// What is done with a promise where it comes into being.
package enum PromiseHandling: Sendable, Hashable {
  /// `await p`; `inTry`: a catch clause of the same function covers it.
  case awaited(inTry: Bool)
  /// `.catch(f)`, `.then(a, b)`
  case caught
  /// Given back by the function around it, whose callers have to see to it.
  case returned
  /// An argument of another call.
  case passed(to: CallReference)
  /// In a variable that is read, in a property or a collection.
  case kept
  /// `void p`
  case voided
  /// Nobody will know whether it failed.
  case dropped
  /// Given back by a callback to something that does not look at it: `forEach`, an event emitter, a timer.
  case ignored(by: CallReference)

  /// Somebody looks after it, or says that nobody needs to.
  package var isHandled: Bool {
    switch self {
    case .dropped, .ignored: false
    case .awaited, .caught, .returned, .passed, .kept, .voided: true
    }
  }
}
