#!/usr/bin/env python3
"""Writes the lockfile of the fixture project `express-catalog`.

    make_catalog_lockfile.py

The lockfile (npm, version 3) makes an oversized dependency tree provable: the direct dependencies of the project's
manifest bring more than 400 packages into production. Everything below the direct dependencies is invented, versions and
hashes included; nothing can be installed from it. The same input gives the same bytes, so that the file is reviewed here.
"""

import base64
import hashlib
import json
import pathlib

PROJECT = pathlib.Path(__file__).resolve().parents[2] / "TestFixtures/projects/express-catalog"

# How many invented packages stand below each direct dependency and nothing else. `sheet-export-suite` brings most.
BELOW = {
    "aws-sdk": 31,
    "barcode-workbench": 96,
    "express": 54,
    "lodash": 0,
    "mongodb": 11,
    "sheet-export-suite": 187,
    "slug-forge": 4,
    "supertest": 22,
    "type-sketch": 41,
}
# Needed by several direct dependencies of production: they belong to none of them alone.
SHARED = 23

FIRST = """amber arch basin birch bolt brook cedar chalk clay cliff copper coral delta drift dune ember fern field flint
fog frost gale glen grain grove harbor hazel heath iron ivory jade kelp lake larch lime loam maple marsh mead mist moss
oak opal otter peat pine plum pond quartz reed ridge river rowan sage sand shale slate snow spruce stone thorn tide""".split()
SECOND = "buffer chain codec core cursor diff emitter format index kit lexer list map merge parse path pool queue".split()


def names():
    for second in SECOND:
        for first in FIRST:
            yield f"{first}-{second}"


def version(name):
    digest = hashlib.sha256(name.encode()).digest()
    return f"{1 + digest[0] % 5}.{digest[1] % 12}.{digest[2] % 20}"


def entry(name, number, dependencies=(), **flags):
    integrity = base64.b64encode(hashlib.sha512(f"{name}@{number}".encode()).digest()).decode()
    file = name.rsplit("/", maxsplit=1)[-1]
    result = {
        "version": number,
        "resolved": f"https://registry.npmjs.org/{name}/-/{file}-{number}.tgz",
        "integrity": f"sha512-{integrity}",
        **flags,
        "license": "MIT",
    }
    if dependencies:
        result["dependencies"] = {other: f"^{version(other)}" for other in sorted(dependencies)}
    return result


def tree(members):
    """What each member of a subtree depends on: three below each, as in a heap. Returns the roots' names first."""
    below = {name: members[3 * index + 3 : 3 * index + 6] for index, name in enumerate(members)}
    return members[:3], below


def main():
    manifest = json.loads((PROJECT / "package.json").read_text(encoding="utf-8"))
    supply = names()
    shared = [next(supply) for _ in range(SHARED)]
    packages = {}
    for section, flags in (("dependencies", {}), ("devDependencies", {"dev": True})):
        for index, (direct, number) in enumerate(manifest[section].items()):
            roots, below = tree([next(supply) for _ in range(BELOW[direct])])
            if not flags and roots:
                roots = roots + [shared[0]]
            packages[direct] = entry(direct, number, roots, **flags)
            for name, children in below.items():
                packages[name] = entry(name, version(name), children, **flags)
    _, below = tree(shared[1:])
    packages[shared[0]] = entry(shared[0], version(shared[0]), shared[1:4])
    for name, children in below.items():
        packages[name] = entry(name, version(name), children)

    root = {key: manifest[key] for key in ("name", "version", "dependencies", "devDependencies", "engines")}
    entries = {f"node_modules/{name}": packages[name] for name in sorted(packages)}
    # One package stands twice, in two versions, as it happens: below its only user in the newer one.
    twin, user = shared[1], "barcode-workbench"
    entries[f"node_modules/{user}/node_modules/{twin}"] = entry(twin, "9.0.0")
    entries[f"node_modules/{user}"]["dependencies"][twin] = "^9.0.0"
    lockfile = {
        "name": manifest["name"],
        "version": manifest["version"],
        "lockfileVersion": 3,
        "requires": True,
        "packages": {"": root, **dict(sorted(entries.items()))},
    }
    text = json.dumps(lockfile, indent=2, ensure_ascii=False) + "\n"
    (PROJECT / "package-lock.json").write_text(text, encoding="utf-8")
    production = sum("dev" not in value for value in entries.values())
    print(f"{production} packages in production, {len(entries) - production} for development")


if __name__ == "__main__":
    main()
