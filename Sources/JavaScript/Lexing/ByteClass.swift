/// What a byte may be part of, as bits, for the lexer's scanning loops.
enum ByteClass {
  /// May continue a name: letters, digits, `$`, `_`.
  static let name: UInt8 = 1
  /// Ends the plain run of a string, template or name: quotes, backslash, line ends, `$`, NUL.
  static let stringStop: UInt8 = 2
  static let templateStop: UInt8 = 4
  static let digit: UInt8 = 8
  static let hexDigit: UInt8 = 16
  /// Needs a closer look after a name: backslash and bytes of non-ASCII characters.
  static let nameStop: UInt8 = 32

  /// One entry a byte, never freed.
  nonisolated(unsafe) static let table: UnsafePointer<UInt8> = {
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    table.initialize(repeating: 0, count: 256)
    func mark(_ range: ClosedRange<UInt8>, _ bits: UInt8) {
      for byte in range { table[Int(byte)] |= bits }
    }
    mark(0x61...0x7A, name)
    mark(0x41...0x5A, name)
    mark(0x30...0x39, name | digit | hexDigit)
    mark(0x61...0x66, hexDigit)
    mark(0x41...0x46, hexDigit)
    for byte in [0x24, 0x5F] as [UInt8] { table[Int(byte)] |= name }
    for byte in [0x22, 0x27, 0x5C, 0x0A, 0x0D, 0] as [UInt8] { table[Int(byte)] |= stringStop }
    for byte in [0x60, 0x5C, 0x24, 0] as [UInt8] { table[Int(byte)] |= templateStop }
    mark(0x80...0xFF, nameStop)
    table[0x5C] |= nameStop
    return UnsafePointer(table)
  }()
}
