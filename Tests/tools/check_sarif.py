#!/usr/bin/env python3
"""Checks SARIF files that nodevet wrote.

    check_sarif.py [--schema FILE] REPORT...

Each report is held against `sarif-2.1.0-subset.schema.json` beside this script, and against what a schema cannot say:
indices that lead somewhere, regions in order, URIs as services want them, sentences, unique ids. With `--schema` also
against a copy of the official schema, which this repository does not contain.

Needs `jsonschema` from PyPI. Prints one line for each fault and exits 1 if there is one.
"""

import argparse
import json
import pathlib
import re
import sys

try:
    import jsonschema
except ImportError:
    sys.exit("check_sarif.py needs jsonschema: python3 -m pip install jsonschema")

HERE = pathlib.Path(__file__).resolve().parent
RESULT_LIMIT = 25000
SAFE_URI = re.compile(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+")


def schema_faults(schema, log):
    """What a schema has against a log, as (place, message)."""
    validator_class = jsonschema.validators.validator_for(schema)
    validator = validator_class(schema, format_checker=jsonschema.FormatChecker())
    for error in validator.iter_errors(log):
        yield "/".join(str(part) for part in error.absolute_path) or "(root)", error.message[:300]


def text_faults(raw):
    if not raw.endswith(b"\n") or raw.endswith(b"\n\n"):
        yield "(file)", "does not end with exactly one line end"
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        yield "(file)", f"is not UTF-8: {error}"
        return
    for character in set(text):
        code = ord(character)
        if (code < 0x20 and character != "\n") or 0x7F <= code <= 0x9F or 0x202A <= code <= 0x202E:
            yield "(file)", f"holds U+{code:04X} unescaped"


def uri_faults(place, artifact, bases):
    uri = artifact.get("uri", "")
    if uri.startswith("/") or "\\" in uri or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", uri):
        yield place, f"URI is not relative: {uri}"
    if ".." in uri.split("/"):
        yield place, f"URI climbs: {uri}"
    if not SAFE_URI.fullmatch(uri):
        yield place, f"URI is not percent-encoded: {uri}"
    if artifact.get("uriBaseId") not in bases:
        yield place, f"uriBaseId {artifact.get('uriBaseId')!r} is not among originalUriBaseIds"


def region_faults(place, physical):
    region = physical.get("region")
    context = physical.get("contextRegion")
    if not region or "endLine" not in region:
        return
    start = (region["startLine"], region["startColumn"])
    end = (region["endLine"], region["endColumn"])
    if end < start:
        yield place, f"region ends before it starts: {start} {end}"
    if not context:
        return
    before, after = context["startLine"], context["endLine"]
    if before > region["startLine"] or after < region["endLine"]:
        yield place, "contextRegion does not hold the region"
    if (before, after) == (region["startLine"], region["endLine"]):
        yield place, "contextRegion is no larger than the region"


def locations(value, place):
    """Every physicalLocation below a value, with its place."""
    if isinstance(value, dict):
        for key, child in value.items():
            here = f"{place}/{key}"
            if key == "physicalLocation":
                yield here, child
            yield from locations(child, here)
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from locations(child, f"{place}/{index}")


def sentence_fault(place, text):
    if not text or text[-1] not in ".!?…":
        yield place, f"is no sentence with a full stop: {text[-60:]!r}"
    if text.count("[") and re.search(r"(?<!\\)\[[^\]]*\]\([^)]*\)", text):
        yield place, "holds an embedded link"


def unique_faults(place, values):
    seen = set()
    for value in values:
        if value in seen:
            yield place, f"{value!r} stands twice"
        seen.add(value)


def rule_faults(run):
    driver = run["tool"]["driver"]
    taxonomies = run.get("taxonomies", [])
    rules = driver["rules"]
    yield from unique_faults("rules/id", (rule["id"] for rule in rules))
    yield from unique_faults("rules/name", (rule["name"] for rule in rules))
    for index, rule in enumerate(rules):
        place = f"rules/{index}"
        if rule["name"] == rule["id"]:
            yield place, "name is the id"
        for key in ("shortDescription", "fullDescription"):
            yield from sentence_fault(f"{place}/{key}", rule[key]["text"])
        properties = rule["properties"]
        severity = properties.get("security-severity")
        if (severity is not None) != ("security" in properties["tags"]):
            yield place, "security-severity and the tag `security` go together"
        if severity is not None and not 0 < float(severity) <= 10:
            yield place, f"security-severity {severity} is not in (0, 10]"
        for relationship in rule.get("relationships", []):
            target = relationship["target"]
            component = target["toolComponent"]
            if component["index"] >= len(taxonomies) or taxonomies[component["index"]]["name"] != component["name"]:
                yield place, f"no taxonomy {component}"
                continue
            taxa = taxonomies[component["index"]]["taxa"]
            if target["index"] >= len(taxa) or taxa[target["index"]]["id"] != target["id"]:
                yield place, f"no taxon {target['id']} at {target['index']}"
            tag = "external/cwe/cwe-" + target["id"].removeprefix("CWE-").zfill(3)
            if tag not in properties["tags"]:
                yield place, f"{target['id']} is no tag"


def result_faults(run):
    rules = run["tool"]["driver"]["rules"]
    if len(run["results"]) > RESULT_LIMIT:
        yield "results", f"GitHub takes {RESULT_LIMIT} results, here are {len(run['results'])}"
    fingerprints = []
    for index, result in enumerate(run["results"]):
        place = f"results/{index}"
        if result["ruleIndex"] >= len(rules) or rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            yield place, f"ruleIndex {result['ruleIndex']} is not {result['ruleId']}"
        yield from sentence_fault(f"{place}/message", result["message"]["text"])
        related = result.get("relatedLocations", [])
        yield from unique_faults(f"{place}/relatedLocations", (location["id"] for location in related))
        if related and "codeFlows" in result:
            steps = result["codeFlows"][0]["threadFlows"][0]["locations"]
            if len(steps) != len(related):
                yield place, "codeFlows and relatedLocations tell different evidence"
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        fingerprints.append((result["ruleId"], uri, result["partialFingerprints"]["nodevet/v1"]))
    yield from unique_faults("results/partialFingerprints", fingerprints)


def notification_faults(run):
    kinds = run["tool"]["driver"].get("notifications", [])
    for notification in run["invocations"][0].get("toolExecutionNotifications", []):
        descriptor = notification["descriptor"]
        if descriptor["index"] >= len(kinds) or kinds[descriptor["index"]]["id"] != descriptor["id"]:
            yield "notifications", f"no descriptor {descriptor}"
        yield from sentence_fault("notifications/message", notification["message"]["text"])


def run_faults(run):
    bases = run.get("originalUriBaseIds", {})
    for name, base in bases.items():
        if "uri" in base:
            yield f"originalUriBaseIds/{name}", "tells where the project lies on this machine"
    yield from rule_faults(run)
    yield from result_faults(run)
    yield from notification_faults(run)
    for place, physical in locations({"results": run["results"], "invocations": run["invocations"]}, "run"):
        yield from uri_faults(place, physical.get("artifactLocation", {}), bases)
        yield from region_faults(place, physical)


def duplicate_free(pairs):
    """Objects with a key twice are refused: readers disagree about them."""
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise ValueError(f"a key stands twice in {keys}")
    return dict(pairs)


def file_faults(path, schemas):
    raw = path.read_bytes()
    yield from text_faults(raw)
    try:
        log = json.loads(raw, object_pairs_hook=duplicate_free)
    except ValueError as error:
        yield "(file)", f"is no JSON: {error}"
        return
    found = False
    for schema in schemas:
        for fault in schema_faults(schema, log):
            found = True
            yield fault
    if not found:
        for run in log["runs"]:
            yield from run_faults(run)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--schema", type=pathlib.Path, help="a copy of the official SARIF 2.1.0 schema")
    parser.add_argument("reports", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    schemas = [json.loads((HERE / "sarif-2.1.0-subset.schema.json").read_text(encoding="utf-8"))]
    if arguments.schema:
        schemas.append(json.loads(arguments.schema.read_text(encoding="utf-8")))
    faulty = False
    for path in arguments.reports:
        count = 0
        for place, message in file_faults(path, schemas):
            print(f"{path}: {place}: {message}")
            count += 1
        if count == 0:
            print(f"{path}: ok")
        faulty = faulty or count > 0
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
