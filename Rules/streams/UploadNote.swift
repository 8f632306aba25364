import Checking
import Semantics
import SourceText

/// What a file says of something that receives uploaded files, and of folders that are served as they are.
struct UploadNote: Sendable {
  enum Subject: Sendable {
    case receiver(UploadReceiver)
    /// `express.static("public")`, as `public`; empty for the folder of the code.
    case servedFolder(String)
    /// `MulterModule.register(…)`: the settings of interceptors stand there.
    case sharedSettings
  }

  var subject: Subject
}

/// A middleware or parser of uploads, where it is made.
struct UploadReceiver: Sendable {
  /// Where uploaded files go.
  enum Destination: Sendable { case memory, disk, stream, unknown }

  /// What is known of the largest file.
  enum Limit: Sendable { case none, bytes(Double), unknown, said(CallOptions.Setting) }

  var name: String
  var place: Span
  var function: FunctionID
  var destination: Destination
  /// Decides the destination if the program knows it.
  var storage: ValueID?
  var limit: Limit
  /// The setting that is missing: `limits.fileSize`.
  var limitName: String
  /// Somebody looks at the kind of file.
  var isFiltered: Bool
  /// The constant end of the folder that files are put into.
  var folder: String?
  /// The sender decides how the stored file is called, or at least its ending.
  var keepsName: Bool
  /// The names are random and have no ending: browsers are told of no page.
  var namesAreRandom = false
  /// Settings that it shares with others may stand elsewhere.
  var mayShareSettings = false
}
