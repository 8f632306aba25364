#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

// A reader that closes our output early (`nodevet | head`) is no reason to die without an exit code.
signal(SIGPIPE, SIG_IGN)
InternalFault.install()
exit(CommandLineTool.run(Array(CommandLine.arguments.dropFirst())).rawValue)
