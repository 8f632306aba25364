/// What a node is: ESTree and TS-ESTree names, with these departures, all for a flat tree:
///
/// - Parentheses are a flag (`NodeFlags.parenthesized`), not a node; so are optional chains (`.optional` on the member or call).
/// - `ClassBody`, `TSInterfaceBody` and `TSTypeAnnotation` are not nodes: members and types hang on their owner directly.
/// - A JSX element holds name and attributes itself; its closing tag is not a node.
/// - A parameter with decorators or accessibility modifiers is wrapped in `TSParameterProperty`.
/// - A computed member's property and a computed key are any expression; others are `Identifier`, `PrivateIdentifier`
///   or a literal.
/// - `Invalid` stands where nothing could be parsed; a problem says why.
///
/// The slots of each kind, in order, are in `NodeKind.layouts`; the typed views give them names.
public enum NodeKind: UInt8, Sendable, CaseIterable {
  case none = 0

  // Programs and statements.
  case program
  case expressionStatement
  case blockStatement
  case emptyStatement
  case debuggerStatement
  case withStatement
  case returnStatement
  case labeledStatement
  case breakStatement
  case continueStatement
  case ifStatement
  case switchStatement
  case switchCase
  case throwStatement
  case tryStatement
  case catchClause
  case whileStatement
  case doWhileStatement
  case forStatement
  case forInStatement
  case forOfStatement
  case variableDeclaration
  case variableDeclarator

  // Functions and classes.
  case functionDeclaration
  case functionExpression
  case arrowFunctionExpression
  case tsDeclareFunction
  case tsEmptyBodyFunctionExpression
  case classDeclaration
  case classExpression
  case methodDefinition
  case propertyDefinition
  case accessorProperty
  case staticBlock
  case decorator
  case tsParameterProperty

  // Expressions.
  case identifier
  case privateIdentifier
  case stringLiteral
  case numericLiteral
  case bigIntLiteral
  case booleanLiteral
  case nullLiteral
  case regExpLiteral
  case templateLiteral
  case templateElement
  case taggedTemplateExpression
  case thisExpression
  case `super`
  case arrayExpression
  case objectExpression
  case property
  case spreadElement
  case unaryExpression
  case updateExpression
  case binaryExpression
  case logicalExpression
  case assignmentExpression
  case conditionalExpression
  case callExpression
  case newExpression
  case memberExpression
  case sequenceExpression
  case yieldExpression
  case awaitExpression
  case importExpression
  case metaProperty
  case tsAsExpression
  case tsSatisfiesExpression
  case tsTypeAssertion
  case tsNonNullExpression
  case tsInstantiationExpression
  case invalid

  // Patterns.
  case objectPattern
  case arrayPattern
  case assignmentPattern
  case restElement

  // Modules.
  case importDeclaration
  case importSpecifier
  case importDefaultSpecifier
  case importNamespaceSpecifier
  case importAttribute
  case exportNamedDeclaration
  case exportSpecifier
  case exportDefaultDeclaration
  case exportAllDeclaration
  case tsExportAssignment
  case tsImportEqualsDeclaration
  case tsExternalModuleReference
  case tsNamespaceExportDeclaration

  // JSX.
  case jsxElement
  case jsxFragment
  case jsxIdentifier
  case jsxMemberExpression
  case jsxNamespacedName
  case jsxAttribute
  case jsxSpreadAttribute
  case jsxExpressionContainer
  case jsxSpreadChild
  case jsxEmptyExpression
  case jsxText

  // TypeScript declarations.
  case tsInterfaceDeclaration
  case tsTypeAliasDeclaration
  case tsEnumDeclaration
  case tsEnumMember
  case tsModuleDeclaration
  case tsModuleBlock
  case tsHeritage
  case tsIndexSignature
  case tsPropertySignature
  case tsMethodSignature
  case tsCallSignatureDeclaration
  case tsConstructSignatureDeclaration

  // Types.
  case tsTypeParameterDeclaration
  case tsTypeParameter
  case tsTypeParameterInstantiation
  case tsAnyKeyword
  case tsBigIntKeyword
  case tsBooleanKeyword
  case tsIntrinsicKeyword
  case tsNeverKeyword
  case tsNullKeyword
  case tsNumberKeyword
  case tsObjectKeyword
  case tsStringKeyword
  case tsSymbolKeyword
  case tsUndefinedKeyword
  case tsUnknownKeyword
  case tsVoidKeyword
  case tsThisType
  case tsLiteralType
  case tsTemplateLiteralType
  case tsArrayType
  case tsTupleType
  case tsNamedTupleMember
  case tsOptionalType
  case tsRestType
  case tsUnionType
  case tsIntersectionType
  case tsFunctionType
  case tsConstructorType
  case tsTypeReference
  case tsQualifiedName
  case tsTypeQuery
  case tsImportType
  case tsTypeOperator
  case tsIndexedAccessType
  case tsConditionalType
  case tsInferType
  case tsMappedType
  case tsTypeLiteral
  case tsTypePredicate
}

/// What stands in a slot of a node.
public enum SlotKind: UInt8, Sendable {
  /// A child node, or 0.
  case node = 1
  /// A list of child nodes; array holes are 0.
  case list
  /// An interned name.
  case atom
  /// A number that is not a child.
  case raw
}

/// Name and slots of a node kind.
public struct NodeLayout: Sendable {
  public let name: StaticString
  public let slots: [(name: StaticString, kind: SlotKind)]
}

extension NodeKind {
  /// Name and slots by kind, in the order of the cases.
  public static let layouts: [NodeLayout] = [
    NodeLayout(name: "None", slots: []),
    NodeLayout(name: "Program", slots: [("body", .list)]),
    NodeLayout(name: "ExpressionStatement", slots: [("expression", .node)]),
    NodeLayout(name: "BlockStatement", slots: [("body", .list)]),
    NodeLayout(name: "EmptyStatement", slots: []),
    NodeLayout(name: "DebuggerStatement", slots: []),
    NodeLayout(name: "WithStatement", slots: [("object", .node), ("body", .node)]),
    NodeLayout(name: "ReturnStatement", slots: [("argument", .node)]),
    NodeLayout(name: "LabeledStatement", slots: [("label", .node), ("body", .node)]),
    NodeLayout(name: "BreakStatement", slots: [("label", .node)]),
    NodeLayout(name: "ContinueStatement", slots: [("label", .node)]),
    NodeLayout(name: "IfStatement", slots: [("test", .node), ("consequent", .node), ("alternate", .node)]),
    NodeLayout(name: "SwitchStatement", slots: [("discriminant", .node), ("cases", .list)]),
    NodeLayout(name: "SwitchCase", slots: [("test", .node), ("consequent", .list)]),
    NodeLayout(name: "ThrowStatement", slots: [("argument", .node)]),
    NodeLayout(name: "TryStatement", slots: [("block", .node), ("handler", .node), ("finalizer", .node)]),
    NodeLayout(name: "CatchClause", slots: [("param", .node), ("body", .node)]),
    NodeLayout(name: "WhileStatement", slots: [("test", .node), ("body", .node)]),
    NodeLayout(name: "DoWhileStatement", slots: [("body", .node), ("test", .node)]),
    NodeLayout(name: "ForStatement", slots: [("init", .node), ("test", .node), ("update", .node), ("body", .node)]),
    NodeLayout(name: "ForInStatement", slots: [("left", .node), ("right", .node), ("body", .node)]),
    NodeLayout(name: "ForOfStatement", slots: [("left", .node), ("right", .node), ("body", .node)]),
    NodeLayout(name: "VariableDeclaration", slots: [("declarations", .list)]),
    NodeLayout(name: "VariableDeclarator", slots: [("id", .node), ("init", .node)]),
    NodeLayout(
      name: "FunctionDeclaration",
      slots: [
        ("id", .node),
        ("typeParameters", .node),
        ("params", .list),
        ("returnType", .node),
        ("body", .node),
      ]),
    NodeLayout(
      name: "FunctionExpression",
      slots: [
        ("id", .node),
        ("typeParameters", .node),
        ("params", .list),
        ("returnType", .node),
        ("body", .node),
      ]),
    NodeLayout(
      name: "ArrowFunctionExpression",
      slots: [
        ("id", .node),
        ("typeParameters", .node),
        ("params", .list),
        ("returnType", .node),
        ("body", .node),
      ]),
    NodeLayout(
      name: "TSDeclareFunction",
      slots: [
        ("id", .node),
        ("typeParameters", .node),
        ("params", .list),
        ("returnType", .node),
        ("body", .node),
      ]),
    NodeLayout(
      name: "TSEmptyBodyFunctionExpression",
      slots: [
        ("id", .node),
        ("typeParameters", .node),
        ("params", .list),
        ("returnType", .node),
        ("body", .node),
      ]),
    NodeLayout(
      name: "ClassDeclaration",
      slots: [
        ("decorators", .list),
        ("id", .node),
        ("typeParameters", .node),
        ("superClass", .node),
        ("superTypeArguments", .node),
        ("implements", .list),
        ("body", .list),
      ]),
    NodeLayout(
      name: "ClassExpression",
      slots: [
        ("decorators", .list),
        ("id", .node),
        ("typeParameters", .node),
        ("superClass", .node),
        ("superTypeArguments", .node),
        ("implements", .list),
        ("body", .list),
      ]),
    NodeLayout(name: "MethodDefinition", slots: [("decorators", .list), ("key", .node), ("value", .node)]),
    NodeLayout(
      name: "PropertyDefinition",
      slots: [
        ("decorators", .list),
        ("key", .node),
        ("typeAnnotation", .node),
        ("value", .node),
      ]),
    NodeLayout(
      name: "AccessorProperty",
      slots: [
        ("decorators", .list),
        ("key", .node),
        ("typeAnnotation", .node),
        ("value", .node),
      ]),
    NodeLayout(name: "StaticBlock", slots: [("body", .list)]),
    NodeLayout(name: "Decorator", slots: [("expression", .node)]),
    NodeLayout(name: "TSParameterProperty", slots: [("decorators", .list), ("parameter", .node)]),
    NodeLayout(name: "Identifier", slots: [("name", .atom), ("typeAnnotation", .node)]),
    NodeLayout(name: "PrivateIdentifier", slots: [("name", .atom)]),
    NodeLayout(name: "StringLiteral", slots: []),
    NodeLayout(name: "NumericLiteral", slots: []),
    NodeLayout(name: "BigIntLiteral", slots: []),
    NodeLayout(name: "BooleanLiteral", slots: []),
    NodeLayout(name: "NullLiteral", slots: []),
    NodeLayout(name: "RegExpLiteral", slots: [("patternEnd", .raw)]),
    NodeLayout(name: "TemplateLiteral", slots: [("quasis", .list), ("expressions", .list)]),
    NodeLayout(name: "TemplateElement", slots: []),
    NodeLayout(name: "TaggedTemplateExpression", slots: [("tag", .node), ("typeArguments", .node), ("quasi", .node)]),
    NodeLayout(name: "ThisExpression", slots: []),
    NodeLayout(name: "Super", slots: []),
    NodeLayout(name: "ArrayExpression", slots: [("elements", .list)]),
    NodeLayout(name: "ObjectExpression", slots: [("properties", .list)]),
    NodeLayout(name: "Property", slots: [("key", .node), ("value", .node)]),
    NodeLayout(name: "SpreadElement", slots: [("argument", .node)]),
    NodeLayout(name: "UnaryExpression", slots: [("argument", .node)]),
    NodeLayout(name: "UpdateExpression", slots: [("argument", .node)]),
    NodeLayout(name: "BinaryExpression", slots: [("left", .node), ("right", .node)]),
    NodeLayout(name: "LogicalExpression", slots: [("left", .node), ("right", .node)]),
    NodeLayout(name: "AssignmentExpression", slots: [("left", .node), ("right", .node)]),
    NodeLayout(name: "ConditionalExpression", slots: [("test", .node), ("consequent", .node), ("alternate", .node)]),
    NodeLayout(name: "CallExpression", slots: [("callee", .node), ("typeArguments", .node), ("arguments", .list)]),
    NodeLayout(name: "NewExpression", slots: [("callee", .node), ("typeArguments", .node), ("arguments", .list)]),
    NodeLayout(name: "MemberExpression", slots: [("object", .node), ("property", .node)]),
    NodeLayout(name: "SequenceExpression", slots: [("expressions", .list)]),
    NodeLayout(name: "YieldExpression", slots: [("argument", .node)]),
    NodeLayout(name: "AwaitExpression", slots: [("argument", .node)]),
    NodeLayout(name: "ImportExpression", slots: [("source", .node), ("options", .node)]),
    NodeLayout(name: "MetaProperty", slots: [("meta", .node), ("property", .node)]),
    NodeLayout(name: "TSAsExpression", slots: [("expression", .node), ("typeAnnotation", .node)]),
    NodeLayout(name: "TSSatisfiesExpression", slots: [("expression", .node), ("typeAnnotation", .node)]),
    NodeLayout(name: "TSTypeAssertion", slots: [("typeAnnotation", .node), ("expression", .node)]),
    NodeLayout(name: "TSNonNullExpression", slots: [("expression", .node)]),
    NodeLayout(name: "TSInstantiationExpression", slots: [("expression", .node), ("typeArguments", .node)]),
    NodeLayout(name: "Invalid", slots: []),
    NodeLayout(name: "ObjectPattern", slots: [("properties", .list), ("typeAnnotation", .node)]),
    NodeLayout(name: "ArrayPattern", slots: [("elements", .list), ("typeAnnotation", .node)]),
    NodeLayout(name: "AssignmentPattern", slots: [("left", .node), ("right", .node)]),
    NodeLayout(name: "RestElement", slots: [("argument", .node), ("typeAnnotation", .node)]),
    NodeLayout(name: "ImportDeclaration", slots: [("specifiers", .list), ("source", .node), ("attributes", .list)]),
    NodeLayout(name: "ImportSpecifier", slots: [("imported", .node), ("local", .node)]),
    NodeLayout(name: "ImportDefaultSpecifier", slots: [("local", .node)]),
    NodeLayout(name: "ImportNamespaceSpecifier", slots: [("local", .node)]),
    NodeLayout(name: "ImportAttribute", slots: [("key", .node), ("value", .node)]),
    NodeLayout(
      name: "ExportNamedDeclaration",
      slots: [
        ("declaration", .node),
        ("specifiers", .list),
        ("source", .node),
        ("attributes", .list),
      ]),
    NodeLayout(name: "ExportSpecifier", slots: [("local", .node), ("exported", .node)]),
    NodeLayout(name: "ExportDefaultDeclaration", slots: [("declaration", .node)]),
    NodeLayout(name: "ExportAllDeclaration", slots: [("exported", .node), ("source", .node), ("attributes", .list)]),
    NodeLayout(name: "TSExportAssignment", slots: [("expression", .node)]),
    NodeLayout(name: "TSImportEqualsDeclaration", slots: [("id", .node), ("moduleReference", .node)]),
    NodeLayout(name: "TSExternalModuleReference", slots: [("expression", .node)]),
    NodeLayout(name: "TSNamespaceExportDeclaration", slots: [("id", .node)]),
    NodeLayout(
      name: "JSXElement",
      slots: [
        ("name", .node),
        ("typeArguments", .node),
        ("attributes", .list),
        ("children", .list),
      ]),
    NodeLayout(name: "JSXFragment", slots: [("children", .list)]),
    NodeLayout(name: "JSXIdentifier", slots: [("name", .atom)]),
    NodeLayout(name: "JSXMemberExpression", slots: [("object", .node), ("property", .node)]),
    NodeLayout(name: "JSXNamespacedName", slots: [("namespace", .node), ("name", .node)]),
    NodeLayout(name: "JSXAttribute", slots: [("name", .node), ("value", .node)]),
    NodeLayout(name: "JSXSpreadAttribute", slots: [("argument", .node)]),
    NodeLayout(name: "JSXExpressionContainer", slots: [("expression", .node)]),
    NodeLayout(name: "JSXSpreadChild", slots: [("expression", .node)]),
    NodeLayout(name: "JSXEmptyExpression", slots: []),
    NodeLayout(name: "JSXText", slots: []),
    NodeLayout(
      name: "TSInterfaceDeclaration",
      slots: [
        ("id", .node),
        ("typeParameters", .node),
        ("extends", .list),
        ("body", .list),
      ]),
    NodeLayout(
      name: "TSTypeAliasDeclaration",
      slots: [
        ("id", .node),
        ("typeParameters", .node),
        ("typeAnnotation", .node),
      ]),
    NodeLayout(name: "TSEnumDeclaration", slots: [("id", .node), ("members", .list)]),
    NodeLayout(name: "TSEnumMember", slots: [("id", .node), ("initializer", .node)]),
    NodeLayout(name: "TSModuleDeclaration", slots: [("id", .node), ("body", .node)]),
    NodeLayout(name: "TSModuleBlock", slots: [("body", .list)]),
    NodeLayout(name: "TSHeritage", slots: [("expression", .node), ("typeArguments", .node)]),
    NodeLayout(name: "TSIndexSignature", slots: [("parameters", .list), ("typeAnnotation", .node)]),
    NodeLayout(name: "TSPropertySignature", slots: [("key", .node), ("typeAnnotation", .node)]),
    NodeLayout(
      name: "TSMethodSignature",
      slots: [
        ("key", .node),
        ("typeParameters", .node),
        ("params", .list),
        ("returnType", .node),
      ]),
    NodeLayout(
      name: "TSCallSignatureDeclaration",
      slots: [
        ("typeParameters", .node),
        ("params", .list),
        ("returnType", .node),
      ]),
    NodeLayout(
      name: "TSConstructSignatureDeclaration",
      slots: [
        ("typeParameters", .node),
        ("params", .list),
        ("returnType", .node),
      ]),
    NodeLayout(name: "TSTypeParameterDeclaration", slots: [("params", .list)]),
    NodeLayout(name: "TSTypeParameter", slots: [("name", .node), ("constraint", .node), ("default", .node)]),
    NodeLayout(name: "TSTypeParameterInstantiation", slots: [("params", .list)]),
    NodeLayout(name: "TSAnyKeyword", slots: []),
    NodeLayout(name: "TSBigIntKeyword", slots: []),
    NodeLayout(name: "TSBooleanKeyword", slots: []),
    NodeLayout(name: "TSIntrinsicKeyword", slots: []),
    NodeLayout(name: "TSNeverKeyword", slots: []),
    NodeLayout(name: "TSNullKeyword", slots: []),
    NodeLayout(name: "TSNumberKeyword", slots: []),
    NodeLayout(name: "TSObjectKeyword", slots: []),
    NodeLayout(name: "TSStringKeyword", slots: []),
    NodeLayout(name: "TSSymbolKeyword", slots: []),
    NodeLayout(name: "TSUndefinedKeyword", slots: []),
    NodeLayout(name: "TSUnknownKeyword", slots: []),
    NodeLayout(name: "TSVoidKeyword", slots: []),
    NodeLayout(name: "TSThisType", slots: []),
    NodeLayout(name: "TSLiteralType", slots: [("literal", .node)]),
    NodeLayout(name: "TSTemplateLiteralType", slots: [("quasis", .list), ("types", .list)]),
    NodeLayout(name: "TSArrayType", slots: [("elementType", .node)]),
    NodeLayout(name: "TSTupleType", slots: [("elementTypes", .list)]),
    NodeLayout(name: "TSNamedTupleMember", slots: [("label", .node), ("elementType", .node)]),
    NodeLayout(name: "TSOptionalType", slots: [("typeAnnotation", .node)]),
    NodeLayout(name: "TSRestType", slots: [("typeAnnotation", .node)]),
    NodeLayout(name: "TSUnionType", slots: [("types", .list)]),
    NodeLayout(name: "TSIntersectionType", slots: [("types", .list)]),
    NodeLayout(name: "TSFunctionType", slots: [("typeParameters", .node), ("params", .list), ("returnType", .node)]),
    NodeLayout(
      name: "TSConstructorType",
      slots: [
        ("typeParameters", .node),
        ("params", .list),
        ("returnType", .node),
      ]),
    NodeLayout(name: "TSTypeReference", slots: [("typeName", .node), ("typeArguments", .node)]),
    NodeLayout(name: "TSQualifiedName", slots: [("left", .node), ("right", .node)]),
    NodeLayout(name: "TSTypeQuery", slots: [("exprName", .node), ("typeArguments", .node)]),
    NodeLayout(
      name: "TSImportType",
      slots: [
        ("argument", .node),
        ("options", .node),
        ("qualifier", .node),
        ("typeArguments", .node),
      ]),
    NodeLayout(name: "TSTypeOperator", slots: [("typeAnnotation", .node)]),
    NodeLayout(name: "TSIndexedAccessType", slots: [("objectType", .node), ("indexType", .node)]),
    NodeLayout(
      name: "TSConditionalType",
      slots: [
        ("checkType", .node),
        ("extendsType", .node),
        ("trueType", .node),
        ("falseType", .node),
      ]),
    NodeLayout(name: "TSInferType", slots: [("typeParameter", .node)]),
    NodeLayout(name: "TSMappedType", slots: [("key", .node), ("nameType", .node), ("typeAnnotation", .node)]),
    NodeLayout(name: "TSTypeLiteral", slots: [("members", .list)]),
    NodeLayout(name: "TSTypePredicate", slots: [("parameterName", .node), ("typeAnnotation", .node)]),
  ]

  /// Slot kinds packed for the loops that visit children: four bits a slot, the first slot lowest, 0 ends.
  public static let shapes: [UInt32] = layouts.map { layout in
    layout.slots.reversed().reduce(UInt32(0)) { ($0 << 4) | UInt32($1.kind.rawValue) }
  }

  public var layout: NodeLayout { NodeKind.layouts[Int(rawValue)] }
}
