#!/usr/bin/env bash
# How long `gouji check` takes beside other programs that read the same files: ripgrep with the ten expressions of regexes.txt, and
# typos and textlint where they are installed. All write to a file; the best of several runs counts. The copies of the cases are
# duplicates, which gouji compares with each other; on reports of your own it takes less time for each.
#
#     tests/bench/compare.sh [FOLDER]        a folder of reports; by default the labelled cases, many times over
#     GOUJI=path ROUNDS=n COPIES=n           the program (target/release/gouji), runs of each (5), copies of the cases (40)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
gouji=${GOUJI:-$here/../../target/release/gouji}
rounds=${ROUNDS:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -x "$gouji" ] || { echo "$gouji is missing: cargo build --release" >&2; exit 2; }

folder=${1:-}
if [ -z "$folder" ]; then
    folder=$work/reports
    for copy in $(seq "${COPIES:-40}"); do
        mkdir -p "$folder/$copy"
        cp "$here"/../cases/*.txt "$folder/$copy/"
    done
fi
one=$(find "$folder" -type f \( -name '*.txt' -o -name '*.md' \) -size +3k | sort | head -n 1)
[ -n "$one" ] || { echo "no reports below $folder" >&2; exit 2; }

# Milliseconds of the fastest of the runs; a linter exits with 1 when it finds something.
best() {
    local least='' start end
    for _ in $(seq "$rounds"); do
        start=$(date +%s%N)
        "$@" >"$work/out" 2>/dev/null || [ $? -le 2 ]
        end=$(date +%s%N)
        if [ -z "$least" ] || [ $((end - start)) -lt "$least" ]; then least=$((end - start)); fi
    done
    echo $((least / 1000))
}

# A name, a time in microseconds, and how many times that the audit takes.
line() {
    awk -v name="$1" -v time="$2" -v own="$own" 'BEGIN { printf "  %-26s %10.1f ms   gouji takes %.2f ×\n", name, time / 1000, own / time }'
}

compare() {
    own=$(best "$gouji" check --no-progress --no-config "$2")
    awk -v what="$1" -v own="$own" 'BEGIN { printf "%s: gouji %.1f ms\n", what, own / 1000 }'
    if command -v rg >/dev/null; then line 'ripgrep, ten expressions' "$(best rg -n --no-config -f "$here/regexes.txt" "$2")"; else echo '  ripgrep is not installed'; fi
    if command -v typos >/dev/null; then line typos "$(best typos "$2")"; else echo '  typos is not installed'; fi
    if command -v textlint >/dev/null; then line textlint "$(best textlint "$2")"; else echo '  textlint is not installed'; fi
}

echo "$(find "$folder" -type f | wc -l) files, $(du -sk "$folder" | cut -f1) KiB, best of $rounds runs"
compare 'one report' "$one"
compare 'the folder' "$folder"
