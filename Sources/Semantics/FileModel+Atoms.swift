import JavaScript

extension FileModel {
  /// The same file with nothing but its imports and its module body.
  public var importsAlone: FileModel {
    var model = FileModel(path: path, isModule: isModule)
    model.imports = imports
    for index in model.imports.indices { model.imports[index].function = .moduleBody }
    model.functions = Array(functions.prefix(1))
    model.functions = model.functions.map { body in
      var body = body
      body.returns = ListID(0)
      body.parameters = []
      return body
    }
    model.lineCount = lineCount
    return model
  }

  /// Replaces every atom by what `map` says at its number: files parsed by different workers get one table.
  public mutating func replaceAtoms(_ map: [UInt32]) {
    func new(_ atom: Atom) -> Atom { Atom(map[Int(atom.raw)]) }
    for index in functions.indices {
      functions[index].name = new(functions[index].name)
      for number in functions[index].parameters.indices {
        functions[index].parameters[number].name = new(functions[index].parameters[number].name)
      }
    }
    for index in classes.indices {
      classes[index].name = new(classes[index].name)
      for number in classes[index].members.indices {
        classes[index].members[number].name = new(classes[index].members[number].name)
      }
    }
    for index in values.indices {
      switch values[index].kind {
      case .string, .global: values[index].a = map[Int(values[index].a)]
      case .imported, .member: values[index].b = map[Int(values[index].b)]
      case .object:
        let start = Int(values[index].a)
        // The name is the second of three words.
        for word in stride(from: start + 2, to: start + 1 + Int(lists[start]), by: 3) {
          lists[word] = map[Int(lists[word])]
        }
      case .literal:
        if values[index].a == LiteralKind.regularExpression.rawValue { values[index].b = map[Int(values[index].b)] }
      case .unknown, .concatenation, .binding, .module, .function, .class, .array, .spread, .element, .call,
        .awaited, .this, .superclass, .choice, .parameter, .restParameter, .arguments, .elementOf, .caught,
        .importMeta, .opaque:
        continue
      }
    }
    for index in bindings.indices { bindings[index].name = new(bindings[index].name) }
    for index in imports.indices { imports[index].specifier = new(imports[index].specifier) }
    for index in exports.indices {
      exports[index].name = new(exports[index].name)
      if case .reexport(let source, let imported) = exports[index].kind {
        exports[index].kind = .reexport(source, imported: new(imported))
      }
    }
    for index in writes.indices { writes[index].name = new(writes[index].name) }
    for index in directives.indices { directives[index] = new(directives[index]) }
  }
}
