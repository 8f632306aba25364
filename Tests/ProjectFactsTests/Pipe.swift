import Glibc

/// Makes a named pipe, the kind of file that blocks whoever opens it.
func makePipe(_ path: String) -> Bool { mkfifo(path, 0o600) == 0 }
