import JavaScript
import SourceText

/// Imports and exports of ECMAScript modules.
extension Analysis {
  mutating func walkModuleItem(_ node: NodeID) {
    switch tree.kind(node) {
    case .exportNamedDeclaration: walkNamedExport(node)
    case .exportDefaultDeclaration: walkDefaultExport(node)
    case .exportAllDeclaration: walkExportAll(node)
    case .tsExportAssignment:
      let value = lower(tree.child(node, 0))
      addExport(.assignment(value), .none, at: node)
    case .tsImportEqualsDeclaration: walkImportEquals(node)
    default: break
    }
  }

  // MARK: Imports

  mutating func addImport(
    _ kind: ImportRecord.Kind, _ source: NodeID, isTypeOnly: Bool = false
  ) -> ImportID {
    let named = constantKey(source, isComputed: true)
    let specifier = named.exists ? named : atoms.intern("")
    var record = ImportRecord(
      kind: kind, isTypeOnly: isTypeOnly, specifier: specifier, function: function, span: tree.span(source))
    record.flags = context
    imports.append(record)
    return ImportID(imports.count - 1)
  }

  /// Declares the names of `import … from "…"` and gives them their values.
  mutating func declareImport(_ node: NodeID) {
    let isTypeOnly = tree.flags(node).contains(.typeOnly)
    let id = addImport(.static, tree.child(node, 1), isTypeOnly: isTypeOnly)
    let specifiers = tree.list(node, 0)
    for index in 0..<specifiers.count {
      let specifier = specifiers[index]
      let isType = isTypeOnly || tree.flags(specifier).contains(.typeOnly)
      let local: NodeID
      let value: ValueID
      var flag = Atom.none
      switch tree.kind(specifier) {
      case .importSpecifier:
        local = tree.child(specifier, 1)
        let name = constantKey(tree.child(specifier, 0), isComputed: false)
        value = make(.imported, id.raw, name.raw, at: specifier)
        flag = name
      case .importDefaultSpecifier:
        local = tree.child(specifier, 0)
        value = make(.imported, id.raw, Atom.default.raw, at: specifier)
      case .importNamespaceSpecifier:
        local = tree.child(specifier, 0)
        value = make(.module, id.raw, at: specifier)
      default: continue
      }
      declare(local, isType ? .type : .import)
      if let index = Meaning.binding(meanings[local.raw]) { give(index, value) }
      if flag.exists { noteEnvironmentFlag(local, named: flag) }
    }
  }

  mutating func lowerDynamicImport(_ node: NodeID) -> ValueID {
    let source = tree.child(node, 0)
    visit(tree.child(node, 1))
    let name = isWalking ? constantKey(source, isComputed: true) : .none
    guard name.exists else { return isWalking ? lowerComputedImport(node, source) : .unknown(.dynamicRequire) }
    let id = addImport(.dynamic, source)
    return make(.module, id.raw, at: node)
  }

  /// `import(expression)` is a call of `import`: the program may know which files it means.
  private mutating func lowerComputedImport(_ node: NodeID, _ source: NodeID) -> ValueID {
    let index = openCall(node, callee: global(.import, at: node), context)
    let mark = scratch.count
    scratch.append(lower(source).raw)
    return closeCall(index, from: mark)
  }

  /// `import x = require("y")`, `import x = A.B`
  private mutating func walkImportEquals(_ node: NodeID) {
    let identifier = tree.child(node, 0)
    let reference = tree.child(node, 1)
    let value: ValueID
    if tree.kind(reference) == .tsExternalModuleReference {
      let id = addImport(
        .importEquals, tree.child(reference, 0), isTypeOnly: tree.flags(node).contains(.typeOnly))
      value = make(.module, id.raw, at: node)
    } else {
      value = typeName(reference)
    }
    guard let index = Meaning.binding(meanings[identifier.raw]) else { return }
    give(index, value)
    if tree.flags(node).contains(.exported) {
      addExport(.local(use(of: index, at: identifier)), tree.atom(identifier, 0), at: node)
    }
  }

  // MARK: Exports

  mutating func addExport(
    _ kind: ExportRecord.Kind, _ name: Atom, isTypeOnly: Bool = false, isCommonJS: Bool = false, at node: NodeID
  ) {
    exports.append(
      ExportRecord(kind: kind, name: name, isTypeOnly: isTypeOnly, isCommonJS: isCommonJS, span: tree.span(node)))
  }

  private mutating func walkNamedExport(_ node: NodeID) {
    let declaration = tree.child(node, 0)
    if declaration.exists {
      walk(declaration)
      exportNames(of: declaration)
      return
    }
    let isTypeOnly = tree.flags(node).contains(.typeOnly)
    let source = tree.child(node, 2)
    let specifiers = tree.list(node, 1)
    let id = source.exists ? addImport(.reexport, source, isTypeOnly: isTypeOnly) : nil
    for index in 0..<specifiers.count {
      let specifier = specifiers[index]
      let local = tree.child(specifier, 0)
      let exported = tree.child(specifier, 1)
      let name = constantKey(exported.exists ? exported : local, isComputed: false)
      let isType = isTypeOnly || tree.flags(specifier).contains(.typeOnly)
      if let id {
        let imported = constantKey(local, isComputed: false)
        addExport(.reexport(id, imported: imported), name, isTypeOnly: isType, at: specifier)
      } else {
        addExport(.local(exportedValue(local)), name, isTypeOnly: isType, at: specifier)
      }
    }
  }

  /// `export { Name }` may mean a value or a type.
  private mutating func exportedValue(_ local: NodeID) -> ValueID {
    guard tree.kind(local) == .identifier else { return .unknown }
    let meaning = resolveType(local, tree.atom(local, 0))
    if let index = Meaning.binding(meaning) { return use(of: index, at: local) }
    return global(tree.atom(local, 0), at: local)
  }

  /// Exports every name that a declaration declares.
  private mutating func exportNames(of declaration: NodeID) {
    switch tree.kind(declaration) {
    case .variableDeclaration:
      let declarators = tree.list(declaration, 0)
      for index in 0..<declarators.count { exportPattern(tree.child(declarators[index], 0)) }
    case .functionDeclaration, .tsDeclareFunction, .tsEnumDeclaration, .tsModuleDeclaration:
      exportName(tree.child(declaration, 0), isType: false)
    case .classDeclaration:
      exportName(tree.child(declaration, 1), isType: false)
    case .tsInterfaceDeclaration, .tsTypeAliasDeclaration:
      exportName(tree.child(declaration, 0), isType: true)
    default:
      break
    }
  }

  private mutating func exportName(_ identifier: NodeID, isType: Bool) {
    guard identifier.exists, let index = Meaning.binding(meanings[identifier.raw]) else { return }
    addExport(.local(use(of: index, at: identifier)), tree.atom(identifier, 0), isTypeOnly: isType, at: identifier)
  }

  private mutating func exportPattern(_ pattern: NodeID) {
    forEachName(in: pattern) { analysis, identifier in analysis.exportName(identifier, isType: false) }
  }

  /// Calls `body` with each identifier that a binding pattern declares.
  mutating func forEachName(in pattern: NodeID, _ body: (inout Analysis, NodeID) -> Void) {
    guard pattern.exists else { return }
    switch tree.kind(pattern) {
    case .identifier:
      body(&self, pattern)
    case .objectPattern:
      let properties = tree.list(pattern, 0)
      for index in 0..<properties.count {
        let property = properties[index]
        forEachName(in: tree.kind(property) == .property ? tree.child(property, 1) : property, body)
      }
    case .arrayPattern:
      let elements = tree.list(pattern, 0)
      for index in 0..<elements.count { forEachName(in: elements[index], body) }
    case .assignmentPattern, .restElement:
      forEachName(in: tree.child(pattern, 0), body)
    default:
      break
    }
  }

  private mutating func walkDefaultExport(_ node: NodeID) {
    let declaration = tree.child(node, 0)
    switch tree.kind(declaration) {
    case .functionDeclaration where tree.child(declaration, 0).exists:
      walkFunctionDeclaration(declaration)
      exportDefault(tree.child(declaration, 0), at: node)
    case .classDeclaration where tree.child(declaration, 1).exists:
      walkClassDeclaration(declaration)
      exportDefault(tree.child(declaration, 1), at: node)
    case .tsInterfaceDeclaration, .tsDeclareFunction:
      addExport(.local(.unknown), .default, isTypeOnly: tree.kind(declaration) == .tsInterfaceDeclaration, at: node)
    default:
      let value = lower(declaration, named: .default, at: .none)
      addExport(.local(value), .default, at: node)
    }
  }

  private mutating func exportDefault(_ identifier: NodeID, at node: NodeID) {
    guard let index = Meaning.binding(meanings[identifier.raw]) else { return }
    addExport(.local(use(of: index, at: identifier)), .default, at: node)
  }

  private mutating func walkExportAll(_ node: NodeID) {
    let isTypeOnly = tree.flags(node).contains(.typeOnly)
    let id = addImport(.reexport, tree.child(node, 1), isTypeOnly: isTypeOnly)
    let exported = tree.child(node, 0)
    if exported.exists {
      addExport(.namespace(id), constantKey(exported, isComputed: false), isTypeOnly: isTypeOnly, at: node)
    } else {
      addExport(.star(id), .none, isTypeOnly: isTypeOnly, at: node)
    }
  }
}
