#!/usr/bin/env python3
"""Finds when public projects first asked for a version: Tests/tools/update_recent_releases.py REPOSITORY...

Each argument is a git repository with its whole history; the more of them let a machine renew their packages, the closer the
days are to those of publishing. For each package of Rules/typescript/RecentReleases.swift prints the newest version that a
manifest asked for before 2023, and the first one above it that was asked for since, with their days: that one belongs into
the table. Fails where the table calls recent what was asked for before.
"""

import pathlib
import re
import subprocess
import sys

TABLE = pathlib.Path(__file__).resolve().parents[2] / "Rules/typescript/RecentReleases.swift"
ROW = re.compile(r'"([^"]+)": Version\(([\d, ]+)\)')
ADDED = re.compile(r'^\+\s*"([^"]+)":\s*"[\^~]?(\d+)\.(\d+)\.(\d+)"')
SINCE = "2023-01-01"


def histories(repositories, names):
    """For each package the versions that manifests asked for, each with the first day."""
    seen = {name: {} for name in names}
    for repository in repositories:
        command = ["git", "-C", repository, "log", "--all", "--since=2021-06-01", "-p", "-U0", "--no-merges",
                   "--no-color", "--format=@@@%cs", "--", "*package.json"]
        day = ""
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, errors="replace") as log:
            for line in log.stdout:
                if line.startswith("@@@"):
                    day = line[3:13]
                    continue
                match = ADDED.match(line)
                if match and match[1] in seen:
                    version = tuple(int(part) for part in match.groups()[1:])
                    known = seen[match[1]].get(version)
                    seen[match[1]][version] = min(day, known) if known else day
    return seen


def main():
    rows = {name: tuple(int(part) for part in version.split(",")) for name, version in ROW.findall(TABLE.read_text())}
    wrong = 0
    for name, versions in sorted(histories(sys.argv[1:], rows).items()):
        before = max((version for version, day in versions.items() if day < SINCE), default=None)
        since = [(day, version) for version, day in versions.items() if day >= SINCE and (not before or version > before)]
        first = min((entry for entry in since if entry[1] >= rows[name]), default=None)
        is_wrong = before is not None and before >= rows[name]
        wrong += is_wrong
        print("WRONG " if is_wrong else "ok    ", name, rows[name], "before 2023:", before,
              versions.get(before, ""), "since:", first)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
