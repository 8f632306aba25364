#!/usr/bin/env python3
"""Measures nodevet against oxlint on the same folder, in one interleaved run.

    compare.py [--rounds N] [--nodevet PROGRAM] [--oxlint PROGRAM] [--json FILE] FOLDER

Both programs run once to warm the file cache, then N rounds follow in which they take turns at going first. Of each run
the kernel tells processor time (user and system, all threads) and peak resident memory; the clock tells the wall time.
Printed are medians, and the ratios of nodevet to oxlint: ratios travel between machines, seconds do not.

Standard library only. oxlint comes from PyPI: `python3 -m pip install oxlint`.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
SOURCES = (".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts")
SKIPPED = {"node_modules", ".git"}
# ru_maxrss is in KiB on Linux and in bytes on macOS.
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


class Run:
    """One run of one program."""

    def __init__(self, command, folder):
        null = os.open(os.devnull, os.O_RDWR)
        streams = [(os.POSIX_SPAWN_DUP2, null, number) for number in (0, 1, 2)]
        here = os.getcwd()
        os.chdir(folder)
        try:
            start = time.perf_counter()
            pid = os.posix_spawn(command[0], command, os.environ, file_actions=streams)
            _, status, usage = os.wait4(pid, 0)
            self.wall = time.perf_counter() - start
        finally:
            os.chdir(here)
            os.close(null)
        self.code = os.waitstatus_to_exitcode(status)
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss * RSS_UNIT


def program(given, name, places):
    """The absolute path of a program, or the end."""
    if given:
        found = shutil.which(given) or (given if os.access(given, os.X_OK) else None)
    else:
        found = next((str(place) for place in places if os.access(place, os.X_OK)), None) or shutil.which(name)
    if not found:
        sys.exit(f"compare.py: {name} is not here; name it with --{name}")
    return os.path.abspath(found)


def census(folder):
    """Number and bytes of the source files, for the reader; the programs decide for themselves what they read."""
    count = size = 0
    for directory, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in SKIPPED]
        for name in files:
            if name.endswith(SOURCES):
                count += 1
                size += os.lstat(os.path.join(directory, name)).st_size
    return count, size


def measure(commands, folder, rounds):
    runs = {name: [] for name in commands}
    for number in range(-1, rounds):
        order = list(commands) if number % 2 else list(reversed(commands))
        for name in order:
            run = Run(commands[name], folder)
            # 0 to 3 are verdicts; the rest is no measurement.
            if run.code not in (0, 1, 3):
                sys.exit(f"compare.py: {' '.join(commands[name])} ended with {run.code}")
            if number >= 0:
                runs[name].append(run)
    return runs


def summary(runs, field):
    values = {name: [getattr(run, field) for run in list_] for name, list_ in runs.items()}
    ratios = [ours / theirs for ours, theirs in zip(values["nodevet"], values["oxlint"]) if theirs > 0]
    medians = {name: statistics.median(list_) for name, list_ in values.items()}
    return {
        **medians,
        "ratio": medians["nodevet"] / medians["oxlint"] if medians["oxlint"] > 0 else float("nan"),
        "lowest": min(ratios, default=float("nan")),
        "highest": max(ratios, default=float("nan")),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=9, help="rounds after the warm-up (9)")
    parser.add_argument("--nodevet", help="the program; by default the release build of this repository")
    parser.add_argument("--oxlint", help="the program; by default the one on the PATH")
    parser.add_argument("--json", type=pathlib.Path, help="also write the figures to this file")
    parser.add_argument("folder", type=pathlib.Path)
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        sys.exit(f"compare.py: {arguments.folder} is no folder")
    if arguments.rounds < 1:
        sys.exit("compare.py: at least one round is needed")

    nodevet = program(arguments.nodevet, "nodevet", [ROOT / ".build/release/nodevet"])
    oxlint = program(arguments.oxlint, "oxlint", [])
    # Each with the rules it runs by default, and with what it finds written as text to nowhere.
    whole = {"nodevet": [nodevet, "."], "oxlint": [oxlint, "."]}
    start_up = {"nodevet": [nodevet, "--version"], "oxlint": [oxlint, "--version"]}

    count, size = census(arguments.folder)
    print(f"{arguments.folder.name}: {count} source files, {size / 1e6:.1f} MB; {os.cpu_count()} processors")
    runs = measure(whole, arguments.folder, arguments.rounds)
    starts = measure(start_up, arguments.folder, 4 * arguments.rounds)
    figures = {
        "cpu": summary(runs, "cpu"),
        "wall": summary(runs, "wall"),
        "memory": summary(runs, "memory"),
        "start-up": summary(starts, "wall"),
    }
    units = {"cpu": (1e3, "ms"), "wall": (1e3, "ms"), "memory": (1e-6, "MB"), "start-up": (1e3, "ms")}
    print(f"{'median of ' + str(arguments.rounds):>14} {'nodevet':>12} {'oxlint':>12} {'ratio':>8}   in all rounds")
    for name, figure in figures.items():
        scale, unit = units[name]
        print(
            f"{name:>14} {figure['nodevet'] * scale:9.1f} {unit} {figure['oxlint'] * scale:9.1f} {unit}"
            f" {figure['ratio']:8.2f}   {figure['lowest']:.2f} to {figure['highest']:.2f}"
        )
    floor = Run(["/bin/sh", "-c", ":"], arguments.folder).memory
    print(f"Peak memory below {floor * 1e-6:.0f} MB cannot be told: this script's own counts until a program has started.")
    if arguments.json:
        document = {"folder": arguments.folder.name, "files": count, "bytes": size, "rounds": arguments.rounds, **figures}
        arguments.json.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
