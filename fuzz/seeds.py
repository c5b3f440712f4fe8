#!/usr/bin/env python3
"""Writes seeds for each target into the folder named: texts of tests/cases, payloads of tests/fixtures."""
import json, pathlib, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = pathlib.Path(sys.argv[1])
# The order of Platform::ALL, which the target `payload` chooses by; one past it tells by shape.
PLATFORMS = ["mastodon", "bluesky", "reddit", "youtube", "wordpress", "discourse", "nostr", "x", "x_archive", "hacker_news",
             "threads", "facebook", "instagram", "linkedin", "telegram", "slack", "discord", "activity_streams"]

def put(target, name, data):
    (OUT / target).mkdir(parents=True, exist_ok=True)
    (OUT / target / name).write_bytes(data)

def rows(name):
    return [json.loads(line) for line in (ROOT / "tests/cases" / name).read_text().splitlines()]

texts = [row["text"] for row in rows("edge_cases.jsonl")]
texts += [row[side] for row in rows("fair_pairs.jsonl") for side in "ab"]
texts = [text.encode()[:400] for text in texts]
for at, text in enumerate(texts):
    for target in ["read", "slow", "escape"]:
        put(target, f"text{at}", bytes([at % 3]) + text)
    put("score", f"text{at}", bytes([at % 3, at % 7, at % 8]) + text)
    put("report", f"text{at}", bytes([at % 3, at % 7, at % 8]) + text)
for at in range(0, len(texts) - 12, 12):
    posts = [bytes([n % 2, min(len(text), 120)]) + text[:120] for n, text in enumerate(texts[at:at + 12])]
    put("calibrate", f"texts{at}", bytes([at % 4, at % 9]) + b"".join(posts))
for table in sorted((ROOT / "src/lexicon").glob("*.tsv")):
    lines = table.read_bytes().splitlines(keepends=True)
    put("lexicon", table.stem, b"".join(lines[:6]))
for kind, at in [("thread", 0), ("network", 1)]:
    for seed in range(40):
        chain = [[(seed * 7 + n) % 32, n % 8, (n + seed) % 8, 1 + (seed % 4) * 4, n * 5 % 256, 4, max(n - 1 - seed % 3, 0)] for n in range(12)]
        put(kind, f"chain{seed}", bytes([seed % 24] * at + [b for post in chain for b in post]))
for payload in sorted((ROOT / "tests/fixtures").glob("*.js*")):
    data = payload.read_bytes()
    name = payload.stem.replace("x_v11", "x_archive").replace("_items", "")
    put("payload", payload.stem, bytes([PLATFORMS.index(name)]) + data)
    put("payload", payload.stem + "-auto", bytes([len(PLATFORMS)]) + data)
for at, row in enumerate(rows("edge_cases.jsonl")[:60]):
    put("json", f"post{at}", json.dumps({"id": str(at), "author": "ana", "text": row["text"]}).encode())
put("json", "thread", json.dumps({"id": "t", "posts": [{"id": "1", "text": "so?"}, {"id": "2", "reply_to": "1", "text": "yes"}]}).encode())
named = {"prior": -1.0, "weights": {"link": 1.0}}
put("json", "weights", json.dumps({q: named for q in ["passion", "authenticity", "spam_risk", "conversational"]}).encode())
put("json", "account", json.dumps({"id": "7", "followers": 3, "following": 4000, "posts": 9000, "bio": "dm me", "created_at": 1700000000}).encode())
put("json", "network", b'{"posts":{},"names":{}}')
put("json", "time", b"2024-03-01T12:00:00.5+01:00")
source = (ROOT / "tests/it/bytes.rs").read_text()
written = source.split('WRITTEN: &str = "')[1].split('";')[0].replace("\\\n", "").replace(" ", "")
put("network_bytes", "written", bytes.fromhex(written))
put("network_bytes", "empty", b"RTN\x01\0\0\0\0\0")
