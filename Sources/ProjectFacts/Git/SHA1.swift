/// SHA-1 (FIPS 180-4), by which git names the contents of files. Nothing here relies on it being hard to forge.
enum SHA1 {
  /// Twenty bytes.
  static func hash(_ message: [UInt8]) -> [UInt8] {
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    var schedule = [UInt32](repeating: 0, count: 80)
    var padded = Array(message.suffix(message.count % 64))
    padded.append(0x80)
    padded.append(contentsOf: repeatElement(0, count: (120 - padded.count % 64) % 64))
    let length = UInt64(message.count) * 8
    padded.append(contentsOf: (0..<8).map { UInt8(truncatingIfNeeded: length >> UInt64(56 - $0 * 8)) })

    message.withUnsafeBufferPointer { message in
      for start in stride(from: 0, to: message.count - message.count % 64, by: 64) {
        mix(UnsafeBufferPointer(rebasing: message[start..<start + 64]), into: &state, &schedule)
      }
    }
    padded.withUnsafeBufferPointer { padded in
      for start in stride(from: 0, to: padded.count, by: 64) {
        mix(UnsafeBufferPointer(rebasing: padded[start..<start + 64]), into: &state, &schedule)
      }
    }
    return state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(24 - $0 * 8)) } }
  }

  private static func mix(_ block: UnsafeBufferPointer<UInt8>, into state: inout [UInt32], _ schedule: inout [UInt32]) {
    for index in 0..<16 {
      let place = index * 4
      schedule[index] =
        UInt32(block[place]) << 24 | UInt32(block[place + 1]) << 16 | UInt32(block[place + 2]) << 8
        | UInt32(block[place + 3])
    }
    for index in 16..<80 {
      schedule[index] = rotate(
        schedule[index - 3] ^ schedule[index - 8] ^ schedule[index - 14] ^ schedule[index - 16], by: 1)
    }
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for index in 0..<80 {
      let (chosen, constant): (UInt32, UInt32) =
        switch index {
        case ..<20: (b & c | ~b & d, 0x5A82_7999)
        case ..<40: (b ^ c ^ d, 0x6ED9_EBA1)
        case ..<60: (b & c | b & d | c & d, 0x8F1B_BCDC)
        default: (b ^ c ^ d, 0xCA62_C1D6)
        }
      let next = rotate(a, by: 5) &+ chosen &+ e &+ constant &+ schedule[index]
      (a, b, c, d, e) = (next, a, rotate(b, by: 30), c, d)
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
  }

  private static func rotate(_ word: UInt32, by count: UInt32) -> UInt32 { word << count | word >> (32 - count) }
}
