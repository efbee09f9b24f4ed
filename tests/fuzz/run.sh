#!/bin/sh
# Builds a fuzz target without cargo-fuzz and runs it: run.sh TARGET FORMAT SECONDS. The fixtures are where it begins.
set -eu
cd "$(dirname "$0")"
target=$1 format=$2 seconds=$3
export RUSTC_BOOTSTRAP=1
export RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=16"
triple=$(rustc -vV | sed -n 's/^host: //p')
cargo build --release --target "$triple" --bin "$target"
mkdir -p "corpus/$target-$format" "artifacts/$target-$format"
find "../fixtures/$format" -type f -size -64k -exec sh -c 'cp "$1" "corpus/$2/$(echo "$1" | tr / _)"' _ {} "$target-$format" \; 2>/dev/null || true
FORMAT=$format exec "target/$triple/release/$target" "corpus/$target-$format" -artifact_prefix="artifacts/$target-$format/" \
  -max_total_time="$seconds" -max_len=65536 -timeout=20 -rss_limit_mb=2048 -malloc_limit_mb=1024 -print_final_stats=1
