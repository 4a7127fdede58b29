/// Elements of unfinished lists and mappings, those of inner ones on top of those of outer ones.
///
/// Elements are moved in and out, never copied, so that reading a node touches no reference count.
struct Stack<Element>: ~Copyable {
    private var base: UnsafeMutablePointer<Element>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 64) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit {
        base.deinitialize(count: count)
        base.deallocate()
    }

    @inline(__always)
    mutating func push(_ element: consuming Element) {
        if count == capacity { grow() }
        (base + count).initialize(to: element)
        count += 1
    }

    /// Takes the top element off; there must be one.
    @inline(__always)
    mutating func pop() -> Element {
        count -= 1
        return (base + count).move()
    }

    /// Takes off all elements from a depth upwards, in the order in which they came.
    @inline(__always)
    mutating func pop(from depth: Int) -> [Element] {
        let size = count - depth
        guard size > 0 else { return [] }
        count = depth
        let source = base + depth
        return Array(unsafeUninitializedCapacity: size) { buffer, initialized in
            buffer.baseAddress?.moveInitialize(from: source, count: size)
            initialized = size
        }
    }

    /// Forgets the elements from a depth upwards.
    @inline(__always)
    mutating func drop(to depth: Int) {
        (base + depth).deinitialize(count: count - depth)
        count = depth
    }

    /// The element at a depth, in place.
    @inline(__always)
    func pointer(at depth: Int) -> UnsafeMutablePointer<Element> {
        base + depth
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: base, count: count)
        base.deallocate()
        base = larger
        capacity *= 2
    }
}
