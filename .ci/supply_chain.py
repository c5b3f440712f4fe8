#!/usr/bin/env python3
"""Licences, bans, duplicates and sources of the library's dependencies, by deny.toml; without cargo-deny or a network."""
import pathlib, re, subprocess, sys, tomllib

root = pathlib.Path(__file__).resolve().parent.parent
deny = tomllib.loads((root / "deny.toml").read_text())
# What the library pulls in, in building too, but not in its tests.
command = ["cargo", "tree", "--locked", "--all-features", "-e", "normal,build", "--prefix", "none", "-f", "{p}|{l}|"]
tree = subprocess.check_output(command, cwd=root, text=True).splitlines()
found = sorted({(*line.split("|")[0].split(" ")[:2], line.split("|")[1]) for line in tree if line})

def licensed(expression):
    """Whether an SPDX expression is met by the licences allowed: one of each `OR`, all of each `AND`."""
    truth = lambda word: {"AND": "and", "OR": "or"}.get(word[0], str(word[0] in deny["licenses"]["allow"]))
    return bool(expression) and eval(re.sub(r"[\w.-]+", truth, expression.replace("/", " OR ")), {"__builtins__": {}})

wrong = [f"{name} {version}: licence {licence or 'none'}" for name, version, licence in found if not licensed(licence)]
banned = {row["crate"]: row["reason"] for row in deny["bans"]["deny"]}
names = [name for name, _, _ in found]
wrong += [f"{name}: banned, {banned[name]}" for name in names if name in banned]
wrong += [f"{name}: {names.count(name)} versions" for name in sorted(set(names)) if names.count(name) > 1]
for package in tomllib.loads((root / "Cargo.lock").read_text())["package"]:
    # What has no source is this package itself.
    if not package.get("source", "registry+").startswith("registry+") or ("source" in package and "checksum" not in package):
        wrong.append(f"{package['name']}: from {package.get('source')}")
for name, wanted in tomllib.loads((root / "Cargo.toml").read_text())["dependencies"].items():
    if (wanted if isinstance(wanted, str) else wanted.get("version", "*")) == "*":
        wrong.append(f"{name}: any version is taken")
print("\n".join(wrong) or f"{len(found)} crates, each once, under allowed licences, from the registry")
sys.exit(bool(wrong))
