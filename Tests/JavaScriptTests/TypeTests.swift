import JavaScript
import TestSupport
import Testing

@Suite("Types")
struct TypeTests {
  /// The shape of `type A = …`, whose type this is.
  private func expectType(
    _ type: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expectShape(
      "type A = \(type)", "TSTypeAliasDeclaration(A, \(expected))", language: .ts, sourceLocation: sourceLocation)
  }

  @Test("Keywords are types of their own unless a dot follows")
  func keywords() {
    for (word, kind) in [
      ("any", "TSAnyKeyword"), ("bigint", "TSBigIntKeyword"), ("boolean", "TSBooleanKeyword"),
      ("never", "TSNeverKeyword"), ("number", "TSNumberKeyword"), ("object", "TSObjectKeyword"),
      ("string", "TSStringKeyword"), ("symbol", "TSSymbolKeyword"), ("undefined", "TSUndefinedKeyword"),
      ("unknown", "TSUnknownKeyword"),
    ] {
      expectType(word, kind)
      expectType("\(word).b", "TSTypeReference(TSQualifiedName(\(word), b))")
    }
    expectType("void", "TSVoidKeyword")
    expectType("null", "TSNullKeyword")
    expectType("this", "TSThisType")
    expectType("intrinsic", "TSIntrinsicKeyword")
    expectType("intrinsic.b", "TSTypeReference(TSQualifiedName(intrinsic, b))")
  }

  @Test("Literals are types, signs and templates included")
  func literals() {
    expectType("'a'", "TSLiteralType('a')")
    expectType("-1", "TSLiteralType(UnaryExpression[-](1))")
    expectType("-1n", "TSLiteralType(UnaryExpression[-](1n))")
    expectType("true", "TSLiteralType(true)")
    expectType("`a`", "TSLiteralType(TemplateLiteral([`a`]))")
    expectType(
      "`a${B}c${'d' | E}`",
      "TSTemplateLiteralType([`a`, `c`, ``], [TSTypeReference(B), TSUnionType([TSLiteralType('d'), TSTypeReference(E)])])"
    )
    expectProblem("type A = -b", "expected a number", language: .ts)
  }

  @Test("Unions hold intersections, intersections operators, operators arrays")
  func precedence() {
    expectType(
      "B | C & keyof D[]",
      "TSUnionType([TSTypeReference(B), TSIntersectionType([TSTypeReference(C), TSTypeOperator[keyof](TSArrayType(TSTypeReference(D)))])])"
    )
    expectType("| B", "TSUnionType([TSTypeReference(B)])")
    expectType("\n  & B\n  & C", "TSIntersectionType([TSTypeReference(B), TSTypeReference(C)])")
    expectType("(B | C)[]", "TSArrayType(TSUnionType[+parenthesized]([TSTypeReference(B), TSTypeReference(C)]))")
    expectType("keyof keyof B", "TSTypeOperator[keyof](TSTypeOperator[keyof](TSTypeReference(B)))")
    expectType("unique symbol", "TSTypeOperator[unique](TSSymbolKeyword)")
    expectType("readonly B[]", "TSTypeOperator[readonly](TSArrayType(TSTypeReference(B)))")
    expectProblem("type A = readonly B", "array and tuple", language: .ts)
    expectProblem("type A = unique string", "only with 'symbol'", language: .ts)
  }

  @Test("Brackets after a type are arrays or indexed access, and belong to the next line otherwise")
  func brackets() {
    expectType(
      "B[][0]['c']",
      "TSIndexedAccessType(TSIndexedAccessType(TSArrayType(TSTypeReference(B)), TSLiteralType(0)), TSLiteralType('c'))")
    expectShape(
      "let a: B\n[c] = d", "VariableDeclaration[let]([VariableDeclarator(a: TSTypeReference(B))])",
      "ExpressionStatement(AssignmentExpression[=](ArrayPattern([c]), d))", language: .ts)
  }

  @Test("Parentheses open parameters only if what follows says so")
  func functionTypes() {
    expectType("() => B", "TSFunctionType(TSTypeReference(B))")
    expectType("(b) => C", "TSFunctionType([b], TSTypeReference(C))")
    expectType("(b)", "TSTypeReference[+parenthesized](b)")
    expectType(
      "(b: C, d?: E, ...f: G) => H",
      "TSFunctionType([b: TSTypeReference(C), d?: TSTypeReference(E), RestElement(f, TSTypeReference(G))], TSTypeReference(H))"
    )
    expectType("(this: B) => void", "TSFunctionType([this: TSTypeReference(B)], TSVoidKeyword)")
    expectType(
      "({ b, c: [d] }: E) => F",
      "TSFunctionType([ObjectPattern([Property[+shorthand](b, b), Property(c, ArrayPattern([d]))], TSTypeReference(E))], TSTypeReference(F))"
    )
    expectType("({ b: C })", "TSTypeLiteral[+parenthesized]([TSPropertySignature(b, TSTypeReference(C))])")
    expectType("({ b: C }) => D", "TSFunctionType([ObjectPattern([Property(b, C)])], TSTypeReference(D))")
    expectType("new () => B", "TSConstructorType(TSTypeReference(B))")
    expectType("abstract new () => B", "TSConstructorType[+abstract](TSTypeReference(B))")
    expectType(
      "<B>(c: B) => D",
      "TSFunctionType(TSTypeParameterDeclaration([TSTypeParameter(B)]), [c: TSTypeReference(B)], TSTypeReference(D))")
    expectType("B | (() => C)", "TSUnionType([TSTypeReference(B), TSFunctionType[+parenthesized](TSTypeReference(C))])")
    expectProblem("type A = B | () => C", "needs parentheses", language: .ts)
    expectProblem("type A = (b = 1) => C", "without a default", language: .ts)
    expectProblem("type A = (public b: C) => D", "no modifiers", language: .ts)
  }

  @Test("Conditional types chain to the right; extends of the next line ends the type")
  func conditionalTypes() {
    expectType(
      "B extends C ? D : E extends F ? G : H",
      "TSConditionalType(TSTypeReference(B), TSTypeReference(C), TSTypeReference(D), TSConditionalType(TSTypeReference(E), TSTypeReference(F), TSTypeReference(G), TSTypeReference(H)))"
    )
    expectType(
      "(<B>() => B extends C ? 1 : 2) extends <D>() => D extends E ? 1 : 2 ? true : false",
      "TSConditionalType(TSFunctionType[+parenthesized](TSTypeParameterDeclaration([TSTypeParameter(B)]), TSConditionalType(TSTypeReference(B), TSTypeReference(C), TSLiteralType(1), TSLiteralType(2))), "
        + "TSFunctionType(TSTypeParameterDeclaration([TSTypeParameter(D)]), TSConditionalType(TSTypeReference(D), TSTypeReference(E), TSLiteralType(1), TSLiteralType(2))), TSLiteralType(true), TSLiteralType(false))"
    )
  }

  @Test("'infer T extends U' takes its constraint unless a conditional type needs it")
  func inferredTypes() {
    let inferC = "TSInferType(TSTypeParameter(C))"
    let constrained = "TSInferType(TSTypeParameter(C, TSStringKeyword))"
    expectType(
      "B extends infer C ? C : D",
      "TSConditionalType(TSTypeReference(B), \(inferC), TSTypeReference(C), TSTypeReference(D))")
    expectType(
      "B extends infer C extends string ? C : D",
      "TSConditionalType(TSTypeReference(B), \(constrained), TSTypeReference(C), TSTypeReference(D))")
    expectType(
      "B extends [infer C extends string] ? C : D",
      "TSConditionalType(TSTypeReference(B), TSTupleType([\(constrained)]), TSTypeReference(C), TSTypeReference(D))")
    expectType(
      "B extends (infer C extends string ? 1 : 2) ? D : E",
      "TSConditionalType(TSTypeReference(B), TSConditionalType[+parenthesized](\(inferC), TSStringKeyword, TSLiteralType(1), TSLiteralType(2)), TSTypeReference(D), TSTypeReference(E))"
    )
    expectType(
      "B extends [F | infer C extends string ? 1 : 2] ? D : E",
      "TSConditionalType(TSTypeReference(B), TSTupleType([TSConditionalType(TSUnionType([TSTypeReference(F), \(inferC)]), TSStringKeyword, TSLiteralType(1), TSLiteralType(2))]), TSTypeReference(D), TSTypeReference(E))"
    )
  }

  @Test("The span of what 'infer' gave its constraint away from ends before it")
  func inferredSpan() {
    let parsed = Parsed("type A = [B | infer C extends string ? 1 : 2]", .ts)
    #expect(parsed.dump.contains("TSUnionType 10..21"))
    #expect(parsed.dump.contains("TSInferType 14..21"))
  }

  @Test("Tuples have names, optional and rest elements in order")
  func tuples() {
    expectType("[]", "TSTupleType")
    expectType(
      "[B, c: D, e?: F, ...g: H[]]",
      "TSTupleType([TSTypeReference(B), TSNamedTupleMember(c, TSTypeReference(D)), TSNamedTupleMember[+optional](e, TSTypeReference(F)), TSNamedTupleMember[+rest](g, TSArrayType(TSTypeReference(H)))])"
    )
    expectType(
      "[B?, ...C[], ]", "TSTupleType([TSOptionalType(TSTypeReference(B)), TSRestType(TSArrayType(TSTypeReference(C)))])"
    )
    expectType(
      "[new: B, string?]", "TSTupleType([TSNamedTupleMember(new, TSTypeReference(B)), TSOptionalType(TSStringKeyword)])"
    )
    expectProblem("type A = [B?, C]", "may not follow an optional", language: .ts)
    expectProblem("type A = [b: C?]", "stands after its name", language: .ts)
  }

  @Test("Queries and imports take names, type arguments and attributes")
  func queriesAndImports() {
    expectType("typeof b", "TSTypeQuery(b)")
    expectType(
      "typeof b.c<D>", "TSTypeQuery(TSQualifiedName(b, c), TSTypeParameterInstantiation([TSTypeReference(D)]))")
    expectType("typeof this.#b", "TSTypeQuery(TSQualifiedName(this, #b))")
    expectType(
      "import('b').C.D<E>",
      "TSImportType(TSLiteralType('b'), TSQualifiedName(C, D), TSTypeParameterInstantiation([TSTypeReference(E)]))")
    expectType("typeof import('b')", "TSTypeQuery(TSImportType(TSLiteralType('b')))")
    expectType(
      "import('b', { with: { 'resolution-mode': 'import' } }).C",
      "TSImportType(TSLiteralType('b'), ObjectExpression([Property(with, ObjectExpression([Property('resolution-mode', 'import')]))]), C)"
    )
    expectProblem("type A = import(B)", "named by a string", language: .ts)
    expectProblem("type A = import('b', {})", "expected '{ with", language: .ts)
  }

  @Test("Members of every form, and modifiers that are only names")
  func typeLiterals() {
    expectType(
      "{ b; c?: D, readonly e: F\n g?(h): I; <J>(k: J): L; new (m): N; get o(): P; set q(r); readonly [s: T]: U; [v.w]: X; 'y': 1; 2: 3 }",
      "TSTypeLiteral([TSPropertySignature(b), TSPropertySignature[+optional](c, TSTypeReference(D)), TSPropertySignature[+readonly](e, TSTypeReference(F)), "
        + "TSMethodSignature[+optional](g, [h], TSTypeReference(I)), TSCallSignatureDeclaration(TSTypeParameterDeclaration([TSTypeParameter(J)]), [k: TSTypeReference(J)], TSTypeReference(L)), "
        + "TSConstructSignatureDeclaration([m], TSTypeReference(N)), TSMethodSignature[get](o, TSTypeReference(P)), TSMethodSignature[set](q, [r]), "
        + "TSIndexSignature[+readonly]([s: TSTypeReference(T)], TSTypeReference(U)), TSPropertySignature[+computed](MemberExpression(v, w), TSTypeReference(X)), "
        + "TSPropertySignature('y', TSLiteralType(1)), TSPropertySignature(2, TSLiteralType(3))])")
    for word in ["readonly", "get", "set", "new", "abstract", "static", "in", "type", "declare"] {
      expectType("{ \(word): B }", "TSTypeLiteral([TSPropertySignature(\(word), TSTypeReference(B))])")
      expectType("{ \(word)?: B }", "TSTypeLiteral([TSPropertySignature[+optional](\(word), TSTypeReference(B))])")
      expectType("{ \(word) }", "TSTypeLiteral([TSPropertySignature(\(word))])")
    }
    expectType(
      "{ get(): B; set<C>(d); readonly(): E }",
      "TSTypeLiteral([TSMethodSignature(get, TSTypeReference(B)), TSMethodSignature(set, TSTypeParameterDeclaration([TSTypeParameter(C)]), [d]), TSMethodSignature(readonly, TSTypeReference(E))])"
    )
    expectType(
      "{ readonly\nb: C }", "TSTypeLiteral([TSPropertySignature(readonly), TSPropertySignature(b, TSTypeReference(C))])"
    )
    expectProblem("type A = { get b(c): D }", "no parameters", language: .ts)
    expectProblem("type A = { set b(c): D }", "returns nothing", language: .ts)
    expectProblem("type A = { #b: C }", "not private", language: .ts)
    expectProblem("type A = { [b: C, d: E]: F }", "one parameter", language: .ts)
  }

  @Test("Mapped types keep the signs of their modifiers")
  func mappedTypes() {
    expectType("{ [B in C]: D }", "TSMappedType(TSTypeParameter(B, TSTypeReference(C)), TSTypeReference(D))")
    expectType(
      "{ readonly [B in C]?: D; }",
      "TSMappedType[readonly:1 optional:1](TSTypeParameter(B, TSTypeReference(C)), TSTypeReference(D))")
    expectType(
      "{ -readonly [B in C as `x${B}`]+?: D }",
      "TSMappedType[readonly:3 optional:2](TSTypeParameter(B, TSTypeReference(C)), TSTemplateLiteralType([`x`, ``], [TSTypeReference(B)]), TSTypeReference(D))"
    )
    expectType(
      "{ +readonly [B in keyof C]-? }",
      "TSMappedType[readonly:2 optional:3](TSTypeParameter(B, TSTypeOperator[keyof](TSTypeReference(C))))")
    expectType(
      "{ [b.c](): D }", "TSTypeLiteral([TSMethodSignature[+computed](MemberExpression(b, c), TSTypeReference(D))])")
  }

  @Test("Predicates stand where a function's result does")
  func predicates() {
    expectShape(
      "declare function f(a): a is B", "TSDeclareFunction[+declare](f, [a], TSTypePredicate(a, TSTypeReference(B)))",
      language: .ts)
    expectType("(b) => asserts b is C", "TSFunctionType([b], TSTypePredicate[+asserts](b, TSTypeReference(C)))")
    expectType("(b) => asserts b", "TSFunctionType([b], TSTypePredicate[+asserts](b))")
    expectType("(asserts) => asserts is B", "TSFunctionType([asserts], TSTypePredicate(asserts, TSTypeReference(B)))")
    expectType("() => this is B", "TSFunctionType(TSTypePredicate(TSThisType, TSTypeReference(B)))")
    expectType("() => asserts this", "TSFunctionType(TSTypePredicate[+asserts](TSThisType))")
    expectType("() => asserts", "TSFunctionType(TSTypeReference(asserts))")
    expectShape(
      "let a: b\nis", "VariableDeclaration[let]([VariableDeclarator(a: TSTypeReference(b))])",
      "ExpressionStatement(is)", language: .ts)
    expectProblem("let a: this is B", "what a function returns", language: .ts)
    expectProblem("let a: asserts b", "what a function returns", language: .ts)
  }

  @Test("Type parameters have modifiers, a constraint and a default")
  func typeParameters() {
    expectShape(
      "class A<const B extends C = D, in out E, out, in F> {}",
      "ClassDeclaration(A, TSTypeParameterDeclaration([TSTypeParameter[+const](B, TSTypeReference(C), TSTypeReference(D)), TSTypeParameter[+in +out](E), TSTypeParameter(out), TSTypeParameter[+in](F)]))",
      language: .ts)
    expectProblem("type A<> = B", "at least one", language: .ts)
    expectProblem("type A<const B> = C", "does not belong here", language: .ts)
    expectProblem("function f<1>() {}", "name of a type parameter", language: .ts)
  }

  @Test("Closing angle brackets are taken one by one")
  func angleBrackets() {
    expectType(
      "B<C<D<E>>>",
      "TSTypeReference(B, TSTypeParameterInstantiation([TSTypeReference(C, TSTypeParameterInstantiation([TSTypeReference(D, TSTypeParameterInstantiation([TSTypeReference(E)]))]))]))"
    )
    expectShape(
      "let a: B<C>= d",
      "VariableDeclaration[let]([VariableDeclarator(a: TSTypeReference(B, TSTypeParameterInstantiation([TSTypeReference(C)])), d)])",
      language: .ts)
    expectType(
      "B<<C>() => D>",
      "TSTypeReference(B, TSTypeParameterInstantiation([TSFunctionType(TSTypeParameterDeclaration([TSTypeParameter(C)]), TSTypeReference(D))]))"
    )
    expectProblem("type A = B<>", "at least one", language: .ts)
  }

  @Test(
    "A broken type is one problem, and the declaration after it is found",
    arguments: [
      "type A = ;", "type A = B |;", "type A = { b: ; c: D }", "type A = (b: ) => C;", "type A = [B, ;",
      "type A = B<C;",
      "type A = keyof;", "type A = B extends C ? D;", "type A = { [b in ]: C };", "type A = typeof ;",
      "type A = `a${}`;",
      "type A = import(;", "type A = B[;", "type A = (B;", "type A = infer;", "interface A { b(: C; d: E }",
    ])
  func recovery(_ source: String) {
    let parsed = Parsed(source + "\nfunction after() {}", .ts)
    #expect(parsed.problems.count == 1, "\(parsed.problems)")
    #expect(parsed.shape.hasSuffix("FunctionDeclaration(after, BlockStatement)"), "\(parsed.shape)")
  }
}
