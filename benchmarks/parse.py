#!/usr/bin/env python3
"""Measures nodevet's lexer, parser and scopes on sources, and against oxlint's default run in one interleaved run.

    parse.py [--rounds N] [--instructions] [--nodevet PROGRAM] [--oxlint PROGRAM] [--json FILE] PATH...

PATH is a file or a folder of sources. For each and for two stages, `tree` (lexing and parsing) and `scopes` (all that is
kept of a file: scopes, references, values, calls), are printed:

- MB/s: bytes by processor time of the work alone, the best and the median of the rounds after a first one;
- instructions a byte, with --instructions: the difference of two runs under callgrind, so that start-up does not count;
- CPU and peak memory of a whole run with as many threads as there are processors, and the ratio to oxlint's run over the
  same files, which take turns at going first.

Standard library only. oxlint comes from PyPI, callgrind with valgrind.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

from compare import ROOT, SKIPPED, SOURCES, Run, program


def sources(path):
    """Source files at or below a path. Of folders only what an audit reads by default: no file above 5 MB."""
    if path.is_file():
        return [str(path.resolve())]
    found = []
    for directory, folders, files in os.walk(path.resolve()):
        folders[:] = sorted(name for name in folders if name not in SKIPPED)
        for name in sorted(files):
            file = os.path.join(directory, name)
            if name.endswith(SOURCES) and not os.path.islink(file) and os.lstat(file).st_size <= 5 << 20:
                found.append(file)
    return found


def speed(nodevet, stage, listing, rounds):
    command = [nodevet, "speed", "--stage", stage, "--rounds", str(rounds + 1), "--files-from", listing]
    done = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    rates = [done["bytes"] / nanoseconds * 1e3 for nanoseconds in done["nanoseconds"][1:]]
    return {"files": done["files"], "bytes": done["bytes"], "best": max(rates), "median": statistics.median(rates)}


def instructions(nodevet, stage, listing, size):
    """Instructions a byte of one round more, by callgrind."""
    counts = []
    for rounds in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", nodevet, "speed"]
            command += ["--stage", stage, "--rounds", str(rounds), "--files-from", listing]
            said = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True).stderr
        counts.append(int(re.search(r"Collected : (\d+)", said).group(1)))
    return (counts[1] - counts[0]) / size


def turns(commands, folder, rounds):
    """Runs of the programs, taking turns at going first, after one of each that warms the file cache."""
    runs = {name: [] for name in commands}
    for number in range(-1, rounds):
        for name in list(commands) if number % 2 else list(reversed(commands)):
            run = Run(commands[name], folder)
            if run.code not in (0, 1):
                sys.exit(f"parse.py: {' '.join(commands[name])} ended with {run.code}")
            if number >= 0:
                runs[name].append(run)
    return {
        name: {
            "cpu": statistics.median(run.cpu for run in list_),
            "memory": statistics.median(run.memory for run in list_),
        }
        for name, list_ in runs.items()
    }


def measure(path, arguments, nodevet, oxlint):
    files = sources(path)
    if not files:
        sys.exit(f"parse.py: no sources at {path}")
    with tempfile.TemporaryDirectory() as folder:
        listing = os.path.join(folder, "files")
        pathlib.Path(listing).write_text("\n".join(files) + "\n", encoding="utf-8")
        stages = {stage: speed(nodevet, stage, listing, arguments.rounds) for stage in ("tree", "scopes")}
        if arguments.instructions:
            for stage, figures in stages.items():
                figures["instructions"] = instructions(nodevet, stage, listing, figures["bytes"])
        threads = str(os.cpu_count() or 1)
        commands = {
            stage: [nodevet, "speed", "--stage", stage, "--threads", threads, "--files-from", listing]
            for stage in stages
        }
        subject = path.resolve()
        if oxlint:
            # A file alone is given a folder alone, since oxlint passes over what ignore rules of others name.
            if subject.is_file():
                subject = pathlib.Path(folder, "alone")
                subject.mkdir()
                shutil.copy(path, subject)
            commands["oxlint"] = [oxlint, "."]
        runs = turns(commands, str(subject if subject.is_dir() else subject.parent), arguments.rounds)
    return {"path": str(path), "stages": stages, "runs": runs}


def table(result):
    first = result["stages"]["tree"]
    runs = result["runs"]
    print(f"{result['path']}: {first['files']} files, {first['bytes'] / 1e6:.1f} MB; {os.cpu_count()} processors")
    print(f"{'':10} {'MB/s best':>10} {'median':>8} {'instr./byte':>12} {'CPU s':>8} {'of oxlint':>10} {'peak MB':>8} {'of oxlint':>10}")
    for stage, run in runs.items():
        figures = result["stages"].get(stage)
        rates = f"{figures['best']:10.0f} {figures['median']:8.0f}" if figures else " " * 19
        count = f"{figures['instructions']:12.1f}" if figures and "instructions" in figures else " " * 12
        ratios = ["", ""]
        if figures and "oxlint" in runs:
            ratios = [f"{run[field] / runs['oxlint'][field]:.2f}" for field in ("cpu", "memory")]
        print(f"{stage:10} {rates} {count} {run['cpu']:8.3f} {ratios[0]:>10} {run['memory'] / 1e6:8.1f} {ratios[1]:>10}")
    print(flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=7, help="rounds after the first (7)")
    parser.add_argument("--instructions", action="store_true", help="count instructions with callgrind")
    parser.add_argument("--nodevet", help="the program; by default the release build of this repository")
    parser.add_argument("--oxlint", help="the program; by default the one on the PATH; 'none' measures nodevet alone")
    parser.add_argument("--json", type=pathlib.Path, help="also write the figures to this file")
    parser.add_argument("paths", type=pathlib.Path, nargs="+", metavar="PATH")
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        sys.exit("parse.py: at least one round is needed")
    nodevet = program(arguments.nodevet, "nodevet", [ROOT / ".build/release/nodevet"])
    oxlint = None if arguments.oxlint == "none" else program(arguments.oxlint, "oxlint", [])
    results = []
    for path in arguments.paths:
        results.append(measure(path, arguments, nodevet, oxlint))
        table(results[-1])
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
