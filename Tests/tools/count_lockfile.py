#!/usr/bin/env python3
"""Counts what lockfiles install, independently of nodevet, and compares.

    count_lockfile.py NODEVET LOCKFILE...

For each lockfile counts the packages that the package beside it installs in production, and with development, from the file
and the manifests alone, and holds both against `NODEVET deps --in FOLDER` (with and without `--dev`). Prints a line each and
fails where they differ. Formats: npm 1 to 3, yarn 1 and later, pnpm 5 to 9, bun. Needs PyYAML for pnpm and yarn 2.
"""

import json
import pathlib
import re
import subprocess
import sys

SECTIONS = ("dependencies", "optionalDependencies", "peerDependencies")


def reach(roots, needs):
    seen, queue = set(), [root for root in roots if root is not None]
    while queue:
        node = queue.pop()
        if node not in seen:
            seen.add(node)
            queue += [other for other in needs(node) if other is not None]
    return seen


def wanted(sections, entry):
    """What one of the project's own packages asks for, optional peers left out."""
    meta = entry.get("peerDependenciesMeta") or {}
    for section in sections:
        for name, value in (entry.get(section) or {}).items():
            if section != "peerDependencies" or not (meta.get(name) or {}).get("optional"):
                yield name, value


def npm(path, manifest, development):
    data = json.loads(path.read_text(encoding="utf-8-sig"))
    if data.get("lockfileVersion", 1) >= 2:
        packages = data["packages"]
        root, kinds = packages.get("", {}), SECTIONS
    else:
        packages, root, kinds = {}, manifest, ("requires",)

        def unfold(entry, below):
            for name, child in (entry.get("dependencies") or {}).items():
                key = f"{below}node_modules/{name}"
                packages[key] = child
                unfold(child, key + "/")

        unfold(data, "")
        if not any("requires" in child for child in packages.values()):
            kinds = ("dependencies",)

    def find(name, start):
        while True:
            key = f"{start}/node_modules/{name}" if start else f"node_modules/{name}"
            if key in packages:
                entry = packages[key]
                return entry.get("resolved") if entry.get("link") else key
            if not start:
                return None
            start = start.rpartition("/")[0]
            while start.endswith("node_modules"):
                start = start.rpartition("/")[0] if "/" in start else ""

    def needs(key):
        entry = packages.get(key, {})
        return [find(name, key) for name, _ in wanted(kinds, {k: v if isinstance(v, dict) else {} for k, v in entry.items()})]

    sections = SECTIONS + (("devDependencies",) if development else ())
    found = reach([find(name, "") for name, _ in wanted(sections, root)], needs)
    local = {key for key in found if "node_modules/" not in key or packages.get(key, {}).get("version", "").startswith("file:")}
    return len(found - local)


def split(descriptor):
    name, _, reference = descriptor[1:].partition("@")
    return descriptor[0] + name, reference


def replaced(manifest):
    """Resolutions by the package they speak of: "parent/@s/name@^1" replaces "@s/name"."""
    found = {}
    for key, reference in (manifest.get("resolutions") or {}).items():
        segments = key.split("/")
        scope = f"{segments[-2]}/" if len(segments) > 1 and segments[-2].startswith("@") else ""
        found[split(scope + segments[-1])[0]] = reference
    return found


def yarn_one(path, manifest, development):
    entries, current, section = {}, None, None
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        words = [quoted or bare for quoted, bare in re.findall(r'"((?:[^"\\]|\\.)*)"|([^\s",:][^\s",]*[^\s",:]|[^\s",:])', line)]
        indent = len(line) - len(line.lstrip())
        if indent == 0:
            current = {"version": "", "needs": [], "key": words[0]}
            for descriptor in words:
                entries[descriptor] = current
        elif indent == 2:
            section = words[0] if line.rstrip().endswith(":") else None
            if words[0] == "version":
                current["version"] = words[1]
        elif section in ("dependencies", "optionalDependencies"):
            current["needs"].append((words[0], words[1] if len(words) > 1 else ""))
    return graph(entries, manifest, development, replaced(manifest))


def graph(entries, manifest, development, resolutions):
    by_name = {}
    for descriptor, entry in entries.items():
        by_name.setdefault(split(descriptor)[0], entry)

    def find(name, reference):
        for candidate in (reference, f"npm:{reference}", resolutions.get(name), f"npm:{resolutions.get(name)}"):
            if f"{name}@{candidate}" in entries:
                return entries[f"{name}@{candidate}"]
        return by_name.get(name)

    nodes = {id(entry): entry for entry in entries.values()}
    # yarn does not install for a package what that asks of its users.
    sections = SECTIONS[:2] + (("devDependencies",) if development else ())
    roots = [find(name, reference) for section in sections for name, reference in (manifest.get(section) or {}).items()]
    found = reach(
        [id(root) for root in roots if root is not None],
        lambda node: [id(other) for other in (find(*need) for need in nodes[node]["needs"]) if other is not None])
    return sum(not nodes[node].get("local") for node in found)


def yarn_berry(path, manifest, development):
    import yaml

    entries = {}
    for key, value in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader).items():
        if key == "__metadata":
            continue
        needs = value.get("dependencies") or {}
        member = path.parent / value.get("resolution", "").partition("@workspace:")[2] / "package.json"
        if "@workspace:" in value.get("resolution", "") and member.exists():
            # Who depends on a member does not get what only its own development needs.
            stated = json.loads(member.read_text(encoding="utf-8-sig"))
            kept = {name for section in SECTIONS[:2] for name in stated.get(section) or {}}
            needs = {name: needs[name] for name in needs if name in kept or name not in (stated.get("devDependencies") or {})}
        entry = {"needs": list(needs.items()), "local": value.get("linkType") == "soft"}
        for descriptor in key.split(","):
            entries[descriptor.strip()] = entry
    root = next(value for key, value in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader).items()
                if key.split(",")[0].strip().endswith("@workspace:."))
    asked = {name: section for section in ("devDependencies", "optionalDependencies", "dependencies")
             for name in manifest.get(section) or {}}
    locked = {}
    for name, reference in (root.get("dependencies") or {}).items():
        locked.setdefault(asked.get(name, "dependencies"), {})[name] = reference
    return graph(entries, locked, development, replaced(manifest))


def pnpm(path, _, development):
    import yaml

    data = [part for part in yaml.load_all(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) if part][-1]
    version = str(data["lockfileVersion"]).split(".")[0].split("-")[0]
    packages = data.get("snapshots" if version == "9" else "packages") or {}
    importers = data.get("importers") or {".": data}

    def find(name, value, folder):
        reference = value.get("version") if isinstance(value, dict) else value
        if reference.startswith("link:"):
            parts = []
            for part in (folder + "/" + reference[5:]).split("/"):
                if part == "..":
                    if not parts:
                        return None
                    parts.pop()
                elif part not in ("", "."):
                    parts.append(part)
            return ("importer", "/".join(parts) or ".")
        joined = {"5": f"/{name}/{reference}", "6": f"/{name}@{reference}", "9": f"{name}@{reference}"}[version]
        return joined if joined in packages else reference if reference in packages else None

    def needs(node):
        if isinstance(node, tuple):
            return roots(node[1], ("dependencies", "optionalDependencies"))
        return [find(name, value, ".") for section in ("dependencies", "optionalDependencies")
                for name, value in ((packages[node] or {}).get(section) or {}).items()]

    def roots(folder, sections):
        importer = importers.get(folder) or {}
        return [find(name, value, folder) for section in sections for name, value in (importer.get(section) or {}).items()]

    sections = ("dependencies", "optionalDependencies") + (("devDependencies",) if development else ())
    return sum(not isinstance(node, tuple) for node in reach(roots(".", sections), needs))


def bun(path, _, development):
    text = re.sub(r",(\s*[}\]])", r"\1", path.read_text(encoding="utf-8"))
    data = json.loads(text)
    packages, workspaces = data.get("packages", {}), data["workspaces"]

    def kind(key):
        reference = split(packages[key][0])[1]
        return ("workspace", reference[10:]) if reference.startswith("workspace:") else key

    def find(name, start):
        while start:
            if f"{start}/{name}" in packages:
                return kind(f"{start}/{name}")
            start = start.rpartition("/")[0]
        return kind(name) if name in packages else None

    def asked(entry, sections, start):
        optional = set(entry.get("optionalPeers") or [])
        return [find(name, start) for section in sections for name in entry.get(section) or {}
                if not (section == "peerDependencies" and name in optional)]

    def needs(node):
        if isinstance(node, tuple):
            return asked(workspaces[node[1]], SECTIONS, workspaces[node[1]].get("name", ""))
        entry = next((part for part in packages[node] if isinstance(part, dict)), {})
        return asked(entry, SECTIONS, node)

    sections = SECTIONS + (("devDependencies",) if development else ())
    root = workspaces[""]
    found = reach([find(name, root.get("name", "")) for section in sections for name in root.get(section) or {}], needs)
    return len({node for node in found if not isinstance(node, tuple) and not split(packages[node][0])[1].startswith(("link:", "root:"))})


READERS = {"package-lock.json": npm, "npm-shrinkwrap.json": npm, "pnpm-lock.yaml": pnpm, "bun.lock": bun}


def own_count(path, development):
    manifest = json.loads((path.parent / "package.json").read_text(encoding="utf-8-sig"))
    reader = READERS.get(path.name)
    if reader is None:
        reader = yarn_berry if "\n__metadata:" in path.read_text(encoding="utf-8")[:4096] else yarn_one
    return reader(path, manifest, development)


def nodevet_count(tool, path, development):
    command = [tool, "deps", "--in", str(path.parent)] + (["--dev"] if development else [])
    output = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    manifest = json.loads((path.parent / "package.json").read_text(encoding="utf-8-sig"))
    name = re.escape(manifest["name"]) if manifest.get("name") else f"(?:the root package|{re.escape(path.parent.name)})"
    for line in output.splitlines():
        match = re.match(name + r" \((?:.*/)?" + re.escape(path.name) + r"\): (\d+) packages? ", line)
        if match:
            return int(match.group(1))
    return None


def governs_nothing(path, counts):
    return counts[1][0] == 0 or any((path.parent / name).exists() for name in READERS if name != path.name)


def main():
    tool, wrong = sys.argv[1], 0
    for name in sys.argv[2:]:
        path = pathlib.Path(name)
        if not (path.parent / "package.json").exists():
            print(f"other  {name}: no manifest stands beside it")
            continue
        counts = [(own_count(path, development), nodevet_count(tool, path, development)) for development in (False, True)]
        if all(theirs is None for _, theirs in counts) and governs_nothing(path, counts):
            print(f"other  {name}: nothing is installed from it, or another lockfile beside it counts")
            continue
        agrees = all(own == theirs for own, theirs in counts)
        wrong += not agrees
        (production, theirs), (whole, their_whole) = counts
        print(f"{'ok    ' if agrees else 'DIFFER'} {name}: production {production} ({theirs}), whole tree {whole} ({their_whole})")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
