#!/bin/sh
# Builds a fuzz target without cargo-fuzz and runs it: run.sh TARGET SEEDS SECONDS [FORMAT]. SEEDS is one of the folders
# that seeds.py makes: run.sh format csv 600 csv; run.sh folder folder-git 600; run.sh database sql-diffengine 600.
set -eu
cd "$(dirname "$0")"
target=$1 seeds=$2 seconds=$3
export FORMAT="${4:-}" RUSTC_BOOTSTRAP=1
export RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=16"
triple=$(rustc -vV | sed -n 's/^host: //p')
[ -f Cargo.lock ] || cp ../../Cargo.lock .
cargo build --release --target "$triple" --bin "$target"
./seeds.py seeds
name=$target-$seeds
mkdir -p "corpus/$name" "artifacts/$name"
words="seeds/${seeds#folder-}.dict"
[ -f "$words" ] && set -- "-dict=$words" || set --
exec "target/$triple/release/$target" "corpus/$name" "seeds/$seeds" "$@" -artifact_prefix="artifacts/$name/" \
  -max_total_time="$seconds" -max_len=65536 -timeout=30 -rss_limit_mb=2600 -print_final_stats=1
