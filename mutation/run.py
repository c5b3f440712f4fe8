#!/usr/bin/env python3
"""Runs the tests against each mutant of a sample; see TESTING.md.

usage: run.py BINARY MUTANTS OUT EVERY [OFFSET]: of the lines of MUTANTS every EVERYth, from OFFSET on, is
turned on; OUT gets `caught` or `missed`, the mutant and the test. A mutant that no test reaches is missed.
"""
import hashlib, os, subprocess, sys, tempfile, time

binary, mutants, out, every = sys.argv[1:4] + [int(sys.argv[4])]
offset = int(sys.argv[5]) if len(sys.argv) > 5 else 0
# These read the sources, which are not what they were, or measure time.
LEFT_OUT = ("rooms::", "api::", "mr67_")

def run(names, env, limit):
    command = [binary, "--exact", "--test-threads", "1", *names]
    try:
        done = subprocess.run(command, env={**os.environ, **env}, capture_output=True, timeout=limit)
        return done.returncode == 0
    except subprocess.TimeoutExpired:
        return False

names = [line.removesuffix(": test") for line in subprocess.run([binary, "--list"], capture_output=True, text=True).stdout.splitlines() if line.endswith(": test")]
names = [name for name in names if not any(part in name for part in LEFT_OUT)]
reached, seconds = {}, {}
for name in names:
    path = os.path.join(tempfile.gettempdir(), "reached-" + hashlib.sha1(name.encode()).hexdigest())
    if os.path.exists(path):
        os.remove(path)
    start = time.monotonic()
    if not run([name], {"REACHED": path}, 600):
        print("fails without a mutant, left out:", name, flush=True)
        continue
    seconds[name] = time.monotonic() - start
    reached[name] = {int(n) for n in open(path)} if os.path.exists(path) else set()
names = sorted(seconds, key=seconds.get)
print(len(names), "tests,", round(sum(seconds.values())), "s", flush=True)

rows = [line.rstrip("\n").split("\t") for line in open(mutants)][offset::every]
caught = 0
with open(out, "w") as log:
    for at, row in enumerate(rows):
        number, by = int(row[0]), ""
        group, cost = [], 0.0
        wanted = [name for name in names if number in reached[name]]
        for name in wanted + [None]:
            # Quick tests together, slow ones alone: most mutants are caught by the first few.
            if group and (name is None or cost + seconds[name] > 1.0):
                if not run(group, {"MUTANT": str(number)}, 20 + 10 * cost):
                    by = group[0] if len(group) == 1 else f"{group[0]} and {len(group) - 1} more"
                    break
                group, cost = [], 0.0
            if name:
                group, cost = group + [name], cost + seconds[name]
        caught += bool(by)
        log.write("\t".join(["caught" if by else "missed", *row, by or f"{len(wanted)} tests reach it"]) + "\n")
        log.flush()
        if at % 50 == 49:
            print(at + 1, "tried,", caught, "caught", flush=True)
print(f"{len(rows)} mutants, {caught} caught, {len(rows) - caught} missed: {100 * caught / len(rows):.1f} %")
