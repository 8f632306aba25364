/// A stack of plain values that is emptied by forgetting how full it is: nothing is allocated once it has grown.
struct Stack<Element: BitwiseCopyable> {
  private var elements: [Element]
  private(set) var count = 0

  /// - Parameter filler: any value, for the memory that is not in use.
  init(capacity: Int, filler: Element) { elements = Array(repeating: filler, count: capacity) }

  @inline(__always) subscript(index: Int) -> Element {
    get { elements[index] }
    set { elements[index] = newValue }
  }

  @inline(__always) mutating func push(_ element: Element) {
    if count == elements.count { elements.append(element) } else { elements[count] = element }
    count += 1
  }

  @inline(__always) mutating func pop() -> Element {
    count -= 1
    return elements[count]
  }

  @inline(__always) mutating func truncate(to count: Int) { self.count = count }

  func contains(where matches: (Element) -> Bool) -> Bool { elements[..<count].contains(where: matches) }
}
