#!/usr/bin/env python3
"""Checks every format that nodevet writes with what reads it.

    check_reports.py NODEVET PROJECT...

Runs the program NODEVET once on each project, with a report of each format, and holds the reports against the schemas
beside this script and against the rules of the platforms that no schema can say: GitHub's ten annotations of a kind,
GitLab's fingerprints, columns that lie inside their lines, the same findings in all of them.

Needs `jsonschema` and `lxml` from PyPI. Where `sarif` of sarif-tools is installed, its `summary` and `diff` are run as
well. Prints one line for each fault and exits 1 if there is one.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

try:
    import jsonschema
    from lxml import etree
except ImportError:
    sys.exit("check_reports.py needs jsonschema and lxml: python3 -m pip install jsonschema lxml")

SCHEMAS = pathlib.Path(__file__).resolve().parent / "schemas"
FORMATS = "text sarif json jsonl markdown concise github gitlab junit checkstyle rdjson".split()
MOST_ANNOTATIONS = 10
ANNOTATION = re.compile(r"::(error|warning|notice) ((?:[a-zA-Z]+=[^,:\r\n]*)(?:,[a-zA-Z]+=[^,:\r\n]*)*)::(.+)")
CONCISE = re.compile(r"(?P<path>.+?):(?:\d+:\d+:)? (?P<kind>error|warning|note|not examined|early error): .+")


def against_json_schema(name, value):
    schema = json.loads((SCHEMAS / name).read_text())
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    for error in validator.iter_errors(value):
        yield f"{'/'.join(map(str, error.absolute_path)) or '(root)'}: {error.message[:200]}"


def against_xml_schema(name, raw):
    try:
        document = etree.fromstring(raw)
    except etree.XMLSyntaxError as error:
        yield f"no XML: {error}"
        return
    schema = etree.XMLSchema(etree.parse(str(SCHEMAS / name)))
    if not schema.validate(document):
        for error in schema.error_log:
            yield f"line {error.line}: {error.message[:200]}"


def json_faults(raw, facts):
    yield from against_json_schema("report.schema.json", json.loads(raw))


def json_lines_faults(raw, facts):
    entries = [json.loads(line) for line in raw.decode().splitlines()]
    kinds = [entry.get("type") for entry in entries]
    if kinds[-1:] != ["summary"] or kinds.count("summary") != 1:
        yield "the summary is not last, or not alone"
    if [entry["fingerprint"] for entry in entries if entry["type"] == "finding"] != facts["fingerprints"]:
        yield "other findings than JSON's"


def gitlab_faults(raw, facts):
    entries = json.loads(raw)
    yield from against_json_schema("gitlab-code-quality.schema.json", entries)
    fingerprints = [entry["fingerprint"] for entry in entries]
    if len(set(fingerprints)) != len(fingerprints):
        yield "two findings of one fingerprint: GitLab drops one"
    if len(entries) != len(facts["fingerprints"]):
        yield f"{len(entries)} findings, {len(facts['fingerprints'])} in JSON"
    for entry in entries:
        lines = entry["location"]["lines"]
        if lines.get("end", lines["begin"]) < lines["begin"]:
            yield f"{entry['location']['path']}: ends before it begins"


def reviewdog_faults(raw, facts):
    value = json.loads(raw)
    yield from against_json_schema("rdjson.schema.json", value)
    for entry in value["diagnostics"]:
        location = entry["location"]
        if "range" not in location:
            continue
        path = facts["root"] / location["path"]
        lines = re.split(rb"\r\n|\r|\n", path.read_bytes()) if path.is_file() else []
        for end in location["range"].values():
            # One past the last byte is where a line's end begins. Bytes, not characters.
            if not 1 <= end["line"] <= len(lines) or end["column"] > len(lines[end["line"] - 1]) + 2:
                yield f"{location['path']}: no byte {end['line']}:{end['column']}"


def junit_faults(raw, facts):
    yield from against_xml_schema("junit.xsd", raw)
    document = etree.fromstring(raw)
    count = facts["count"]
    cases = len(document.findall(".//testcase"))
    failures = len(document.findall(".//failure"))
    errors = len(document.findall(".//error"))
    if failures != count or errors != facts["gaps"] or cases != max(1, count + errors):
        yield f"{cases} cases, {failures} failures, {errors} errors for {count} findings and {facts['gaps']} gaps"
    for suite in [document, *document.findall("testsuite")]:
        told = [int(suite.get(name)) for name in ("tests", "failures", "errors")]
        real = [len(suite.findall(f".//{name}")) for name in ("testcase", "failure", "error")]
        if told != real:
            yield f"suite {suite.get('name')}: says {told} and has {real}"


def checkstyle_faults(raw, facts):
    yield from against_xml_schema("checkstyle.xsd", raw)
    errors = len(etree.fromstring(raw).findall("file/error"))
    if errors != facts["count"]:
        yield f"{errors} errors for {facts['count']} findings"


def github_faults(raw, facts):
    before, _, rest = raw.decode().partition("::group::")
    commands = before.splitlines()
    shown = {"error": 0, "warning": 0, "notice": 0}
    for line in commands:
        match = ANNOTATION.fullmatch(line)
        if not match:
            yield f"no annotation: {line[:100]}"
            continue
        shown[match[1]] += 1
        if re.search(r"%(?!25|0D|0A|3A|2C)", match[2] + match[3]):
            yield f"a percent sign by itself: {line[:100]}"
    for kind, count in shown.items():
        if count > MOST_ANNOTATIONS:
            yield f"{count} annotations of kind {kind}: the platform shows {MOST_ANNOTATIONS}"
    told = re.search(r"title=nodevet::(\d+) more findings? withheld", (commands or [""])[-1])
    withheld = int(told[1]) if told else 0
    if len(commands) - bool(told) + withheld != facts["count"]:
        yield f"{len(commands)} annotations and {withheld} withheld for {facts['count']} findings"
    group, end, last = rest.partition("::endgroup::\n")
    if not end or not last.strip():
        yield "no end of the group, or no summary after it"
    if any(line.startswith("::") for line in (group + last).splitlines()[1:]):
        yield "a command among the plain lines"


def concise_faults(raw, facts):
    kinds = []
    for line in raw.decode().splitlines():
        match = CONCISE.fullmatch(line)
        if not match:
            yield f"no line of the form path:line:column: {line[:100]}"
        else:
            kinds.append(match["kind"])
    told = sum(kind in ("error", "warning", "note") for kind in kinds)
    if told != facts["count"]:
        yield f"{told} lines for {facts['count']} findings"


def markdown_faults(raw, facts):
    rows = [line for line in raw.decode().splitlines() if line.startswith("|")]
    widths = {len(re.findall(r"(?<!\\)\|", row)) for row in rows}
    if len(widths) > 1:
        yield f"rows of different widths: {sorted(widths)}"


def text_faults(raw, facts):
    if b"\x1b" in raw:
        yield "escape sequences where no terminal reads"


def sarif_faults(raw, facts):
    results = json.loads(raw)["runs"][0]["results"]
    if len(results) != facts["count"]:
        yield f"{len(results)} results for {facts['count']} findings"


FAULTS = {
    "text": text_faults, "sarif": sarif_faults, "json": json_faults, "jsonl": json_lines_faults,
    "markdown": markdown_faults, "concise": concise_faults, "github": github_faults, "gitlab": gitlab_faults,
    "junit": junit_faults, "checkstyle": checkstyle_faults, "rdjson": reviewdog_faults,
}


def sarif_tools_faults(tool, report, facts, folder):
    """`sarif summary` counts what we count; `sarif diff` of a report and itself finds nothing."""
    summary = subprocess.run([tool, "summary", str(report)], capture_output=True, text=True)
    found = {kind: int(count) for kind, count in re.findall(r"^\s*(error|warning|note): (\d+)", summary.stdout, re.M)}
    if summary.returncode != 0 or found != facts["counts"]:
        yield f"sarif summary: {found}, {facts['counts']} in JSON; exit code {summary.returncode} {summary.stderr[-200:]}"
    out = folder / "diff.json"
    diff = subprocess.run(
        [tool, "diff", "--output", str(out), str(report), str(report)], capture_output=True, text=True)
    if diff.returncode != 0:
        yield f"sarif diff: exit code {diff.returncode} {diff.stderr[-200:]}"
        return
    value = json.loads(out.read_text())
    for level, change in value.items():
        if isinstance(change, dict) and (change.get("+") or change.get("-")):
            yield f"sarif diff of a report and itself: {level} {change}"


def faults_of(nodevet, project, folder):
    reports = {name: folder / f"report.{name}" for name in FORMATS}
    flags = [f"--report={name}={path}" for name, path in reports.items()]
    run = subprocess.run([nodevet, str(project), "--quiet", "--as-of", "2026-11-21", *flags], capture_output=True)
    if run.returncode not in (0, 1, 3):
        yield "(run)", f"exit code {run.returncode}: {run.stderr.decode()[:300]}"
        return
    value = json.loads(reports["json"].read_bytes())
    facts = {
        "root": root_of(project),
        "count": len(value["findings"]),
        "gaps": len(value["notExamined"]),
        "fingerprints": [finding["fingerprint"] for finding in value["findings"]],
        "counts": {kind: value["summary"][f"{kind}s"] for kind in ("error", "warning", "note")},
    }
    for name, path in reports.items():
        raw = path.read_bytes()
        if raw and (not raw.endswith(b"\n") or raw.endswith(b"\n\n")):
            yield name, "does not end with exactly one line end"
        for message in FAULTS[name](raw, facts):
            yield name, message
    tool = shutil.which("sarif") or shutil.which("sarif", path=os.path.dirname(sys.executable))
    if tool:
        for message in sarif_tools_faults(tool, reports["sarif"], facts, folder):
            yield "sarif-tools", message
    print(f"{project}: {facts['count']} findings, {facts['gaps']} gaps, {len(FORMATS)} formats"
          + ("" if tool else "; no sarif-tools"))


def root_of(project):
    for folder in [project.resolve(), *project.resolve().parents]:
        if (folder / ".git").exists():
            return folder
    return project.resolve()


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    count = 0
    for project in map(pathlib.Path, sys.argv[2:]):
        with tempfile.TemporaryDirectory() as folder:
            for name, message in faults_of(sys.argv[1], project, pathlib.Path(folder)):
                count += 1
                print(f"{project}: {name}: {message}")
    print(f"{count} faults" if count else "no faults")
    sys.exit(1 if count else 0)


if __name__ == "__main__":
    main()
