#!/usr/bin/env bash
# `cluster.sh [POSTS]`: one scheduler and two executors on loopback, and the table of authors from them, equal to
# the one made in a single process; then the same with an executor killed in the middle, its files with it.
# What it starts it stops, and all of it within five minutes.
set -euo pipefail
[ -n "${BOUNDED:-}" ] || BOUNDED=1 exec timeout --kill-after=10 300 bash "$0" "$@"

count=${1:-200000}
programs=${CARGO_TARGET_DIR:-$(dirname "$0")/target}/${PROFILE:-quick}
folder=$(mktemp -d)
pids=()
stop() {
    [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
    wait
    rm -rf "$folder"
}
trap stop EXIT
fail() {
    echo "cluster: $*" >&2
    tail -n 5 "$folder"/*.log >&2
    exit 1
}

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
ready() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET /readyz HTTP/1.0\r\n\r\n' >&3 && head -n 1 <&3 | grep -q ' 200 ') 2>/dev/null
}
# until SECONDS WHAT..: waits for something to come true.
until_so() {
    local left=$(($1 * 20))
    shift
    until "$@"; do
        left=$((left - 1))
        [ $left -gt 0 ] || return 1
        sleep 0.05
    done
}
start() {
    "$programs/realtalk-ballista" "${@:2}" >"$folder/$1.log" 2>&1 &
    pids+=($!)
}

# Five ports next to each other that nobody answers on.
base=$((20000 + RANDOM % 10000))
while answers $base || answers $((base + 1)) || answers $((base + 3)); do base=$((base + 7)); done
at=127.0.0.1:$base

mkdir "$folder/posts" "$folder/one" "$folder/two"
"$programs/realtalk-datafusion" make "$folder/posts" "$count"
start scheduler scheduler "$at" 2
until_so 20 answers $base || fail "the scheduler does not come up"
start one executor "127.0.0.1:$((base + 1))" "$at" "$folder/one"
start two executor "127.0.0.1:$((base + 3))" "$at" "$folder/two"
until_so 30 ready $base || fail "the executors do not come up"

echo "two executors:"
timeout 100 "$programs/realtalk-ballista" compare "$at" "$folder/posts" || fail "no table"

echo "two executors, one killed in the middle:"
files() { find "$folder/two" -type f | wc -l; }
before=$(files)
more() { [ "$(files)" -gt "$before" ]; }
timeout 100 "$programs/realtalk-ballista" compare "$at" "$folder/posts" &
client=$!
until_so 90 more || fail "the second executor gets nothing to do"
kill -KILL "${pids[2]}"
wait "${pids[2]}" 2>/dev/null || true
kill -0 $client 2>/dev/null || fail "the query was over before the executor was killed: more posts are needed"
rm -rf "$folder/two"
wait $client || fail "no table without the second executor"
