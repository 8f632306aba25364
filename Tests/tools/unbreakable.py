#!/usr/bin/env python3
"""Runs nodevet on inputs that break parsers, at full size, and tells whether it stayed whole.

    unbreakable.py [--nodevet PROGRAM] [--size N] [--only TEXT] [--keep FOLDER]

Each input is written at three sizes, N/16, N/4 and N repetitions (N is a million), and read by `nodevet parse`,
`nodevet dump tree`, `dump check` and `dump scopes`; the middle one also stands between healthy files in a project that is
audited. Expected of each run:

- it ends by itself, with exit code 0 or 1 (3 of an audit: something was not examined);
- from N/16 to N, processor time grows by no more than the input does, with a margin for noise;
- peak memory stays below a fixed part and a number of bytes for each byte of input;
- `parse` says either that the file is well or what is wrong and where, and the healthy files of an audit keep their
  findings.

Exit code 0 if all held. Standard library only.
"""

import argparse
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Seconds below which growth says nothing, the margin of growth, and the memory that is granted.
NOISE = 0.15
MARGIN = 2.0
FIXED_MEMORY = 96e6
MEMORY_PER_BYTE = 160
# Seconds of processor time, and ten times as many by the clock.
TIMEOUT = 60


def nested(opening, middle, closing):
    return lambda n: (opening * n + middle + closing * n + "\n").encode()


def unclosed(opening, middle=""):
    return lambda n: (opening * n + middle).encode()


def chain(first, link):
    return lambda n: (first + link * n + "\n").encode()


def bytes_of(part, before=b"", after=b""):
    return lambda n: before + part * n + after


def cases():
    """Name, ending of the file, and what makes its bytes for a number of repetitions."""
    nestings = {
        "parentheses": ("js", "(", "1", ")"),
        "arrays": ("js", "[", "", "]"),
        "objects": ("js", "({a: ", "1", "})"),
        "blocks": ("js", "{", "", "}"),
        "arrow-bodies": ("js", "a => ", "1", ""),
        "arrow-blocks": ("js", "x = a => {", "", "}"),
        "arrow-parameters": ("js", "(a = ", "1", ") => 1"),
        "async-arrows": ("js", "async (a = ", "1", ") => 1"),
        "typed-arrows": ("ts", "(a: b = ", "1", "): c => 1"),
        "typed-conditionals": ("ts", "a ? (b): c => ", "1", " : 2"),
        "functions": ("js", "(function () {", "", "})"),
        "classes": ("js", "(class { a() {", "", "}})"),
        "static-blocks": ("js", "class A { static {", "", "}}"),
        "heritage": ("js", "class A extends (", "B", ") {}"),
        "calls": ("js", "f(", "1", ")"),
        "members": ("js", "a[", "1", "]"),
        "optional-calls": ("js", "a?.(", "1", ")"),
        "templates": ("js", "`${", "1", "}`"),
        "tagged-templates": ("js", "t`a${", "1", "}`"),
        "jsx": ("jsx", "<a>", "", "</a>"),
        "jsx-containers": ("jsx", "<a>{", "1", "}</a>"),
        "jsx-attributes": ("jsx", "<a b={", "1", "}/>"),
        "jsx-fragments": ("tsx", "<>", "", "</>"),
        "not": ("js", "!", "a", ""),
        "minus": ("js", "- ", "a", ""),
        "typeof": ("js", "typeof ", "a", ""),
        "await": ("mjs", "await ", "a", ""),
        "yield": ("js", "function* f() { " + "yield ", "a", ""),
        "new": ("js", "new ", "a", ""),
        "spread": ("js", "[...", "a", "]"),
        "conditionals": ("js", "a ? ", "1", " : 2"),
        "else-ifs": ("js", "if (a) b; else ", "c", ""),
        "ifs": ("js", "if (a) ", ";", ""),
        "whiles": ("js", "while (a) ", ";", ""),
        "fors": ("js", "for (;;) ", ";", ""),
        "dos": ("js", "do ", ";", " while (a)"),
        "withs": ("js", "with (a) ", ";", ""),
        "labels": ("js", "a: ", ";", ""),
        "many-labels": ("js", "a:{", "", "}"),
        "tries": ("js", "try {", "", "} catch {}"),
        "switches": ("js", "switch (a) { case 1: ", "", "}"),
        "assignments": ("js", "a = ", "1", ""),
        "powers": ("js", "a ** ", "a", ""),
        "array-patterns": ("js", "[", "a", "] = b"),
        "object-patterns": ("js", "({a: ", "b", "} = c)"),
        "bindings": ("js", "var " + "[", "a", "]"),
        "decorators": ("ts", "@(", "a", ") class A {}"),
        "imports": ("js", "import(", "a", ")"),
        "generics": ("ts", "type A = B<", "C", ">"),
        "generic-calls": ("ts", "f<A<", "C", ">>()"),
        "casts": ("ts", "<a>", "b", ""),
        "as": ("ts", "(a as b(", "c", "))"),
        "type-parentheses": ("ts", "type A = (", "B", ")"),
        "type-arrays": ("ts", "type A = [", "B", "]"),
        "type-objects": ("ts", "type A = {a: ", "B", "}"),
        "type-functions": ("ts", "type A = (a: B) => ", "C", ""),
        "type-conditionals": ("ts", "type A = B extends C ? ", "D", " : E"),
        "type-inferences": ("ts", "type A = B extends infer C extends ", "D", " ? E : F"),
        "type-keyofs": ("ts", "type A = " + "keyof ", "B", ""),
        "type-templates": ("ts", "type A = `${", "B", "}`"),
        "type-parameters": ("ts", "type A<B extends C<", "D", ">> = E"),
        "namespaces": ("ts", "namespace A {", "", "}"),
        "mapped-types": ("ts", "type A = {[K in ", "B", "]: C}"),
    }
    for name, (ending, opening, middle, closing) in nestings.items():
        # What introduces the nest stands once.
        for introduction in ("type A = ", "var ", "function* f() { "):
            if opening.startswith(introduction) and introduction != opening:
                opening = opening[len(introduction):]
                make = nested(opening, middle, closing)
                after = b"}\n" if introduction.endswith("{ ") else b""
                yield name, ending, lambda n, m=make, i=introduction, a=after: i.encode() + m(n) + a
                break
        else:
            yield name, ending, nested(opening, middle, closing)
        if closing:
            yield name + "-unclosed", ending, unclosed(opening)

    chains = {
        "plus": ("js", "a", " + a"),
        "strings": ("js", "''", " + 'a'"),
        "comma": ("js", "a", ", a"),
        "coalesce": ("js", "a", " ?? a"),
        "and": ("js", "a", " && a"),
        "dots": ("js", "a", ".a"),
        "optional-dots": ("js", "a", "?.a"),
        "call-chain": ("js", "a", "()"),
        "then-chain": ("js", "a", ".then(b => b)"),
        "index-chain": ("js", "a", "[0]"),
        "template-chain": ("js", "a", "`b`"),
        "non-null": ("ts", "a", "!"),
        "as-chain": ("ts", "a", " as b"),
        "satisfies-chain": ("ts", "a", " satisfies b"),
        "union": ("ts", "type A = B", " | B"),
        "intersection": ("ts", "type A = B", " & B"),
        "indexed": ("ts", "type A = B", "['c']"),
        "qualified": ("ts", "type A = B", ".C"),
        "dotted-namespace": ("ts", "namespace A", ".B"),
        "instantiations": ("ts", "a", "<b>"),
        "arrow-conditionals": ("ts", "a", " ? (b) : c => d"),
        "conditional-chain": ("js", "a", " ? b : c"),
        "statements": ("js", "", "a;\n"),
        "declarations": ("js", "", "var a = 1;\n"),
        "declarators": ("js", "var a", ", a"),
        "functions-in-a-row": ("js", "", "function a() { b() }\n"),
        "cases": ("js", "switch (a) {", "case 1:"),
        "elements": ("js", "[", "1,"),
        "holes": ("js", "[", ","),
        "properties": ("js", "({", "a: 1,"),
        "arguments": ("js", "f(", "1,"),
        "imports-in-a-row": ("js", "", "import a from 'b'\n"),
        "members-in-a-row": ("js", "class A {", "a() {}\n"),
        "attributes": ("jsx", "<a", " b='c'"),
        "children": ("jsx", "<a>", "<b/>"),
        "reassigned": ("js", "let s = 'a'\n", "s += 'b'\n"),
        "piles": ("js", "const a = []\n", "a.push(b)\n"),
        "exports-members": ("js", "", "exports.a = b.c\n"),
        "switching-names": ("js", "let a = 1, b = 2\n", "a = b; b = a\n"),
    }
    for name, (ending, first, link) in chains.items():
        yield name, ending, chain(first, link)
    yield "names", "js", lambda n: "".join(f"var name{i} = name{i // 2}\n" for i in range(n)).encode()
    yield "scopes", "js", lambda n: "".join(f"{{ let a{i % 97} }}\n" for i in range(n)).encode()
    yield "private-names", "js", lambda n: ("class A {" + "".join(f"#a{i}\n" for i in range(n)) + "}").encode()
    yield "one-line", "js", lambda n: b"a(1);b.c=[d,e];" * (50 * n // 15)

    yield "invalid-utf8", "js", bytes_of(b"\xff\xfe\x80 ")
    yield "cut-utf8", "js", bytes_of(b"a\xe2\x80\n")
    yield "surrogates-utf8", "js", bytes_of(b"'\xed\xa0\x80'\n")
    yield "surrogate-escapes", "js", bytes_of(b"'\\uD800' + `\\uDFFF`\n")
    yield "byte-order-marks", "js", bytes_of(b"\xef\xbb\xbf")
    yield "nul", "js", bytes_of(b"\x00")
    yield "nul-in-string", "js", bytes_of(b"\x00", b"'", b"'")
    yield "nul-in-comment", "js", bytes_of(b"\x00", b"/*", b"*/")
    yield "utf16-le", "js", lambda n: b"\xff\xfe" + ("const a = 1\n" * (n // 8)).encode("utf-16-le")
    yield "utf16-be", "js", lambda n: b"\xfe\xff" + ("const a = 1\n" * (n // 8)).encode("utf-16-be")
    yield "utf16-bare", "js", lambda n: ("const a = 1\n" * (n // 8)).encode("utf-16-le")
    yield "line-ends", "js", bytes_of("a\rb\nc\r\nd\u2028e\u2029f\x0bg\x0ch\x85".encode())
    yield "name-escapes", "js", bytes_of(b"\\u0061\\u{62}c = d\n")
    yield "long-name", "js", bytes_of(b"a")
    yield "long-escaped-name", "js", bytes_of(b"\\u0061")
    yield "long-number", "js", bytes_of(b"9")
    yield "long-separated-number", "js", bytes_of(b"_9", b"1")
    yield "long-string", "js", bytes_of(b"a", b"'", b"'")
    yield "long-escaped-string", "js", bytes_of(b"\\u{000061}", b"'", b"'")
    yield "long-expression", "js", bytes_of(b"a", b"/", b"/")
    yield "expression-groups", "js", lambda n: b"/" + b"(" * n + b")" * n + b"/"
    yield "expression-classes", "js", lambda n: b"/" + b"[" * n + b"]" * n + b"/v"
    yield "expression-names", "js", lambda n: b"/" + b"".join(b"(?<a%d>b)" % i for i in range(n // 4)) + b"/"
    yield "keyword-escapes", "js", bytes_of(b"v\\u0061r a; \\u{69}f (a) ;\n")
    yield "open-string", "js", bytes_of(b"'a\n")
    yield "open-template", "js", bytes_of(b"`${`")
    yield "open-comment", "js", bytes_of(b"/* ")
    yield "open-comments", "js", bytes_of(b"*/ /*\n")
    yield "open-expression", "js", bytes_of(b"= /a[\n")
    yield "open-classes", "js", bytes_of(b"class A { a( {\n")
    yield "open-functions", "js", bytes_of(b"function a( {\n")
    yield "open-calls", "js", bytes_of(b"f(a, {b: [\n")
    yield "open-jsx", "jsx", bytes_of(b"<a b={<c>{\n")
    yield "open-types", "ts", bytes_of(b"type A<B = {c: [D<\n")
    yield "closers", "js", bytes_of(b")]}")
    yield "merge-conflicts", "js", bytes_of(b"<<<<<<< ours\na()\n=======\nb()\n>>>>>>> theirs\n")
    yield "generic-or-less", "ts", bytes_of(b"a<b>(c<d, e<f, ")
    yield "arrow-or-not", "ts", bytes_of(b"(a, b?: c, (")
    yield "async-or-not", "ts", bytes_of(b"async (a, ")
    yield "async-generic", "ts", bytes_of(b"async <T>(a = ")
    yield "conditional-or-not", "ts", bytes_of(b"a ? (b, (c) : d => ")
    yield "casts-or-jsx", "tsx", bytes_of(b"<T,>(a = ")
    yield "abstract-words", "ts", bytes_of(b"abstract declare type namespace\n")
    yield "operators", "js", bytes_of(b"+ - ! ~ ** ?? && || => ... ")
    yield "hash", "js", bytes_of(b"#a in ")
    yield "ats", "js", bytes_of(b"@a ")


class Run:
    def __init__(self, command, folder):
        self.stdout = open(os.path.join(folder, ".out"), "wb+")
        self.stderr = open(os.path.join(folder, ".err"), "wb+")
        began = time.monotonic()
        process = subprocess.Popen(
            command, stdout=self.stdout, stderr=self.stderr, stdin=subprocess.DEVNULL,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (TIMEOUT, TIMEOUT)))
        self.code = None
        while time.monotonic() - began < 10 * TIMEOUT:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
                self.cpu = usage.ru_utime + usage.ru_stime
                self.memory = usage.ru_maxrss * 1024
                break
            time.sleep(0.002 if time.monotonic() - began < 0.2 else 0.02)
        else:
            process.kill()
            process.wait()
            self.cpu, self.memory = TIMEOUT, 0
        process.returncode = self.code
        self.stdout.seek(0)
        self.output = self.stdout.read(1 << 20)
        self.stdout.close()
        self.stderr.close()


HEALTHY = """const fs = require('fs')
require('http').createServer((request, response) => response.end(fs.readFileSync('page.html'))).listen(8080)
"""


def judge(name, ending, make, size, nodevet, folder):
    """Complaints about one input, and the figures of its largest run."""
    complaints, row = [], []
    paths = []
    for part in (size // 16, size // 4, size):
        path = os.path.join(folder, f"{name}-{part}.{ending}")
        with open(path, "wb") as file:
            file.write(make(part))
        paths.append(path)
    lengths = [os.path.getsize(path) for path in paths]
    for what in (["parse"], ["dump", "tree"], ["dump", "check"], ["dump", "scopes"]):
        runs = [Run([nodevet, *what, path], folder) for path in (paths[0], paths[2])]
        for run, path, length in zip(runs, (paths[0], paths[2]), (lengths[0], lengths[2])):
            title = f"{name} {' '.join(what)} at {length / 1e6:.1f} MB"
            if run.code is None:
                complaints.append(f"{title}: not done after {TIMEOUT} s")
                break
            if run.code not in (0, 1) or (what[1:] == ["check"] and run.code == 1):
                complaints.append(f"{title}: ended with {run.code} {run.output[:200].decode(errors='replace')}")
            # A dump is text of its own, indented by depth.
            if what == ["parse"]:
                allowed = FIXED_MEMORY + MEMORY_PER_BYTE * length
                if run.memory > allowed:
                    complaints.append(f"{title}: {run.memory / 1e6:.0f} MB, {run.memory / length:.0f} for each byte")
                fields = run.output.rstrip(b"\n").split(b"\t")
                if not (fields[1:] == [b"ok"] or (len(fields) == 4 and fields[1] == b"error" and fields[3])):
                    complaints.append(f"{title}: says {run.output[:200]!r}")
        growth = max(runs[1].cpu, NOISE) / max(runs[0].cpu, NOISE / 8)
        if runs[1].cpu > NOISE and growth > MARGIN * lengths[2] / lengths[0]:
            complaints.append(
                f"{name} {' '.join(what)}: {runs[0].cpu:.2f} s at {lengths[0] / 1e6:.2f} MB but {runs[1].cpu:.2f} s at "
                f"{lengths[2] / 1e6:.2f} MB")
        row.append((runs[1].cpu, runs[1].memory))

    project = os.path.join(folder, name)
    os.mkdir(project)
    for healthy in ("a.js", "z.js"):
        pathlib.Path(project, healthy).write_text(HEALTHY)
    pathlib.Path(project, "package.json").write_text('{ "name": "app", "private": true }\n')
    # Between the healthy ones, at a size that an audit reads.
    middle = paths[1] if lengths[1] < 5 << 20 else paths[0]
    with open(os.path.join(project, f"m.{ending}"), "wb") as file:
        file.write(pathlib.Path(middle).read_bytes()[: (5 << 20) - 1])
    run = Run([nodevet, project, "--format", "json"], folder)
    if run.code is None:
        complaints.append(f"{name} audit: not done after {TIMEOUT} s")
    elif run.code not in (0, 1, 3):
        complaints.append(f"{name} audit: ended with {run.code}")
    elif not (b'"a.js"' in run.output and b'"z.js"' in run.output):
        complaints.append(f"{name} audit: the findings of the healthy files are gone")
    elif run.cpu > 5:
        complaints.append(f"{name} audit: {run.cpu:.1f} s")
    row.append((run.cpu, run.memory))
    return complaints, lengths[2], row


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--nodevet", default=str(ROOT / ".build/release/nodevet"))
    parser.add_argument("--size", type=int, default=1_000_000, help="repetitions of the largest input (a million)")
    parser.add_argument("--only", default="", help="only inputs whose name contains this")
    parser.add_argument("--keep", help="a folder for the inputs; by default they go away")
    arguments = parser.parse_args()
    if not os.access(arguments.nodevet, os.X_OK):
        sys.exit(f"unbreakable.py: no program at {arguments.nodevet}; swift build -c release makes it")
    # A runaway must not take the machine with it.
    resource.setrlimit(resource.RLIMIT_AS, (16 << 30, 16 << 30))
    failures = 0
    count = 0
    print(f"{'input':28} {'MB':>7} {'parse':>8} {'MB':>6} {'tree':>8} {'scopes':>8} {'MB':>6} {'audit':>8}", flush=True)
    for name, ending, make in cases():
        if arguments.only not in name:
            continue
        count += 1
        with tempfile.TemporaryDirectory(dir=arguments.keep) as folder:
            complaints, length, row = judge(name, ending, make, arguments.size, arguments.nodevet, folder)
        (parse, tree, _, scopes, audit) = row
        print(
            f"{name:28} {length / 1e6:7.1f} {parse[0]:7.2f}s {parse[1] / 1e6:6.0f} {tree[0]:7.2f}s {scopes[0]:7.2f}s"
            f" {scopes[1] / 1e6:6.0f} {audit[0]:7.2f}s", flush=True)
        for complaint in complaints:
            print(f"  ! {complaint}", flush=True)
        failures += bool(complaints)
    print(f"{count} inputs, {failures} of them with complaints")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
