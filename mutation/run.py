#!/usr/bin/env python3
"""Runs the tests against a sample of the mutants; see TESTING.md.

usage: run.py BINARY MUTANTS OUT COUNT [SEED]: of the lines of MUTANTS, COUNT drawn by SEED are turned on, one
after the other. OUT gets `caught` or `missed`, the mutant and the tests. A mutant that no test reaches is missed.
"""
import os, random, resource, subprocess, sys, tempfile, time

binary, mutants, out, count = os.path.abspath(sys.argv[1]), *sys.argv[2:4], int(sys.argv[4])
seed = int(sys.argv[5]) if len(sys.argv) > 5 else 1
# These read the sources, which are not what they were, or compare times.
LEFT_OUT = ("rooms::", "api::", "docs::", "mr67_")
# Seconds of a test that is left out: what only such a test would catch counts as missed.
SLOWEST = 3.0

def run(names, env, seconds):
    """Whether all pass, within so many seconds of the processor: a mutant that never ends is caught."""
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 1))
        resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
    command = [binary, "--exact", "--test-threads", "1", *names]
    env = {**os.environ, "PROPTEST_CASES": "48", "PROPTEST_FAILURE_PERSISTENCE": "off", **env}
    done = subprocess.run(command, env=env, preexec_fn=limit, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return done.returncode == 0

def used():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime

listed = subprocess.run([binary, "--list"], capture_output=True, text=True).stdout.splitlines()
names = [line.removesuffix(": test") for line in listed if line.endswith(": test")]
reached, seconds = {}, {}
for name in names:
    path = os.path.join(tempfile.mkdtemp(), "reached")
    before = used()
    if any(part in name for part in LEFT_OUT) or not run([name], {"REACHED": path}, 60):
        print("left out:", name, flush=True)
        continue
    cost = used() - before
    if cost > SLOWEST:
        print(f"left out: {name}, {cost:.0f} s", flush=True)
        continue
    seconds[name] = cost
    reached[name] = {int(n) for n in open(path)} if os.path.exists(path) else set()
print(len(seconds), "tests,", round(sum(seconds.values())), "s", flush=True)

rows = [line.rstrip("\n").split("\t") for line in open(mutants)]
rows = random.Random(seed).sample(rows, min(count, len(rows)))
caught, catches = 0, dict.fromkeys(seconds, 0)
with open(out, "w") as log:
    for at, row in enumerate(rows):
        number, by = int(row[0]), ""
        group, cost = [], 0.0
        wanted = [name for name in seconds if number in reached[name]]
        # What caught much for its time goes first, then what is quick; several in one process.
        wanted.sort(key=lambda name: ((0.02 + seconds[name]) / (0.02 + catches[name]), name))
        for name in wanted + [None]:
            if group and (name is None or cost + seconds[name] > 1.5):
                if not run(group, {"MUTANT": str(number)}, 3 + 4 * cost):
                    by = group[0] if len(group) == 1 else f"{group[0]} and {len(group) - 1} more"
                    for one in group:
                        catches[one] += 1 / len(group)
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
