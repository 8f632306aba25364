#!/usr/bin/env python3
"""Writes the table of Node.js releases anew: Tests/tools/update_node_releases.py [schedule.json]

Without a file, the schedule is taken from the repository of Node's release working group. Prints what changed and leaves
everything outside of the table and its date alone.
"""

import datetime
import json
import pathlib
import re
import sys
import urllib.request

TABLE = pathlib.Path(__file__).parents[2] / "Sources/ProjectFacts/Runtime/NodeReleases.swift"
SCHEDULE = "https://raw.githubusercontent.com/nodejs/Release/main/schedule.json"


def number(day):
    return day.replace("-", "_")


def row(line, release):
    long_term = number(release["lts"]) if "lts" in release else "nil"
    codename = f'"{release["codename"].lower()}"' if release.get("codename") else "nil"
    return (
        f"    NodeRelease(line: {line}, first: {number(release['start'])}, longTerm: {long_term}, "
        f"end: {number(release['end'])}, codename: {codename}),"
    )


def main():
    if len(sys.argv) > 1:
        text = pathlib.Path(sys.argv[1]).read_text()
    else:
        text = urllib.request.urlopen(SCHEDULE, timeout=30).read().decode()
    schedule = {name.lstrip("v"): release for name, release in json.loads(text).items()}
    oldest = {"start": "2013-03-11", "end": schedule.get("0.12", {"end": "2016-12-31"})["end"]}
    rows = [row(0, oldest)]
    rows += [row(line, schedule[line]) for line in sorted((n for n in schedule if "." not in n), key=int)]
    source = TABLE.read_text()
    start = source.index("[NodeRelease] = [\n") + len("[NodeRelease] = [\n")
    end = source.index("  ]\n  // END TABLE")
    before = source[start:end].splitlines()
    print("\n".join(f"+ {line.strip()}" for line in rows if line not in before) or "nothing changed")
    source = source[:start] + "\n".join(rows) + "\n" + source[end:]
    today = number(datetime.date.today().isoformat())
    TABLE.write_text(re.sub(r"asOf = [0-9_]+", f"asOf = {today}", source))


if __name__ == "__main__":
    main()
