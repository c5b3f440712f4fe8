#!/usr/bin/env python3
"""The package holds what it should and nothing else: names from standard input, as `cargo package --list` gives them."""
import pathlib, re, sys

root = pathlib.Path(__file__).resolve().parent.parent
names = sys.stdin.read().split()
wanted = {"Cargo.toml", "Cargo.toml.orig", "Cargo.lock", "README.md", "CHANGELOG.md", "FAIRNESS.md", "SECURITY.md", "TESTING.md",
          "LICENSE-APACHE", "LICENSE-MIT"}
rooms = r"src/[\w/]+\.(rs|tsv|bin|md)|examples/[\w/]+\.(rs|jsonl?|tsv|md|html|css)|benches/[\w/]+\.(rs|txt|md)|tests/[\w/-]+\.(rs|jsonl?|js|txt|html|md)"
wrong = [name for name in names if name not in wanted | {".cargo_vcs_info.json"} and not re.fullmatch(rooms, name)]
wrong += [f"{name} is missing" for name in sorted(wanted - set(names))]
# Everything in src is part of it.
sources = {str(path.relative_to(root)) for path in (root / "src").rglob("*") if path.is_file()}
wrong += [f"{name} is missing" for name in sorted(sources - set(names))]
size = sum((root / name).stat().st_size for name in names if (root / name).exists())
if size > 8 << 20:
    wrong.append(f"{size} bytes in all")
print("\n".join(wrong) or f"{len(names)} files, {size >> 10} KiB")
sys.exit(bool(wrong))
