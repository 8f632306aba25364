#!/usr/bin/env python3
"""Holds the table of runtime replacements against Node's documentation.

    check_runtime_replacements.py NODE_CHECKOUT

Reads Rules/packages/RuntimeReplacements.swift and doc/api of a checkout of nodejs/node. For each replacement that the
documentation knows by name, prints the versions that it was added in where the table claims an earlier one. What is part of
the language (Object.groupBy, structuredClone's options) is not in that documentation and is looked up by hand.
"""

import pathlib
import re
import sys

TABLE = pathlib.Path(__file__).resolve().parents[2] / "Rules/packages/RuntimeReplacements.swift"
ROW = re.compile(r'rows\(\s*"([^"]+)",\s*"([^"]+)",\s*(\d+)(?:,\s*(\d+))?')
NAME = re.compile(r"\b((?:fs|util|crypto|module|os|stream)\.[A-Za-z]+|fetch|FormData|AbortController|AsyncLocalStorage|createRequire|process\.loadEnvFile)\b")


def added(documentation, name):
    """The versions in the `added:` note below the heading of a function or class, as (major, minor)."""
    short = re.escape(name)
    heading = re.compile(r"^#{2,5} [^\n]*`(?:new |fsPromises\.)?" + short + r"[`(][^\n]*\n+(<!-- YAML\n.*?-->)", re.M | re.S)
    versions = []
    for block in heading.findall(documentation):
        note = re.search(r"added:((?:\s*-?\s*v\d+\.\d+\.\d+)+)", block)
        if note:
            versions += [tuple(map(int, found)) for found in re.findall(r"v(\d+)\.(\d+)\.\d+", note.group(1))]
    return versions


def main():
    documentation = "\n".join(page.read_text(encoding="utf-8") for page in sorted((pathlib.Path(sys.argv[1]) / "doc/api").glob("*.md")))
    rows = ROW.findall(TABLE.read_text(encoding="utf-8"))
    wrong = 0
    for packages, instead, major, minor in rows:
        claimed = (int(major), int(minor or 0))
        for name in NAME.findall(instead):
            found = added(documentation, name)
            if found and claimed < min(found):
                wrong += 1
                print(f"{packages}: {name} was added in {found}, the table claims {claimed}")
    print(f"{len(rows)} rows, {wrong} too early")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
