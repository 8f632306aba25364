#!/usr/bin/env python3
"""Holds the table of abandoned packages against the registry.

    update_abandoned_packages.py [NAME...]

For each package of Rules/packages/AbandonedPackages.swift (or only those named) asks the registry, through npm, whether the
newest version that the table speaks of carries a deprecation notice, and prints where table and registry disagree. The table
is edited by hand, because a notice is not yet advice; the month in `checked` is set when all rows were looked at.
"""

import pathlib
import re
import subprocess
import sys

TABLE = pathlib.Path(__file__).resolve().parents[2] / "Rules/packages/AbandonedPackages.swift"
ROW = re.compile(r'row\(\s*"([^"]+)", \.(\w+)(?:, below: Version\(([\d, ]+)\))?')


def notice(name, below):
    """The registry's notice for the newest version below a bound, or for the newest of all; None where there is none."""
    wanted = name if below is None else f"{name}@<{'.'.join((below + ['0', '0'])[:3])}"
    command = ["npm", "view", wanted, "deprecated", "--json"]
    output = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return output or None


def main():
    rows = ROW.findall(TABLE.read_text(encoding="utf-8"))
    wanted = set(sys.argv[1:])
    for name, cause, below in rows:
        if wanted and name not in wanted:
            continue
        found = notice(name, [part.strip() for part in below.split(",")] if below else None)
        if (found is not None) != (cause == "deprecated"):
            print(f"{name}: the table says {cause}, the registry {'has a notice: ' + found[:100] if found else 'has no notice'}")
    print(f"{len(rows)} rows")


if __name__ == "__main__":
    main()
