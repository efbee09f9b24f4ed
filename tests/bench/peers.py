#!/usr/bin/env python3
"""Time the diff beside other programs, in one run on one machine.

usage: peers.py OLD NEW [--bin target/release/recension] [--runs 15]

OLD and NEW are plain texts, a paragraph a line. Two tables:
- inside a process, the median of many calls after some to warm up: ours (by the bench `files` of tests/bench/diff.rs, so
  `cargo` must be at hand), wikidiff2 (MediaWiki's, by PHP's extension), and Ruby's Diff::LCS over paragraphs, then over
  the words of each pair, as News Sniffer calls it;
- as whole processes: `recension compare` beside wdiff, dwdiff and `git diff --word-diff`, in turns.
What is not installed is left out and said so. Debian's packages: php-cli php-wikidiff2 libthai-data ruby ruby-diff-lcs
wdiff dwdiff git.
"""
import argparse, os, re, shutil, statistics, subprocess, sys, time

WIKIDIFF2 = r'''
$a = file_get_contents($argv[1]); $b = file_get_contents($argv[2]);
for ($i = 0; $i < 5; $i++) wikidiff2_do_diff($a, $b, 2);
$t = [];
for ($i = 0; $i < 40; $i++) { $s = hrtime(true); wikidiff2_do_diff($a, $b, 2); $t[] = hrtime(true) - $s; }
sort($t); echo $t[20] / 1e6;
'''
DIFF_LCS = r'''
require "diff/lcs"
a, b = ARGV.map { |f| File.read(f, encoding: "UTF-8").split("\n") }
run = lambda do
  Diff::LCS.sdiff(a, b).each do |c|
    Diff::LCS.sdiff(c.old_element.split(/\b/), c.new_element.split(/\b/)) if c.action == "!"
  end
end
3.times { run.call }
t = 20.times.map { s = Process.clock_gettime(Process::CLOCK_MONOTONIC); run.call; Process.clock_gettime(Process::CLOCK_MONOTONIC) - s }
print t.sort[10] * 1000
'''


def ours(old, new):
    """The bench's median in milliseconds."""
    env = dict(os.environ, RECENSION_OLD=os.path.abspath(old), RECENSION_NEW=os.path.abspath(new))
    out = subprocess.run(['cargo', 'bench', '--bench', 'diff', '--', 'files'], capture_output=True, text=True, env=env)
    row = next((l for l in out.stdout.splitlines() if 'files' in l and '│' in l), '')
    cells = [c.strip() for c in row.split('│')]
    found = re.match(r'([\d.]+) (ns|µs|ms|s)$', cells[2]) if len(cells) > 2 else None
    return float(found[1]) * {'ns': 1e-6, 'µs': 1e-3, 'ms': 1, 's': 1e3}[found[2]] if found else None


def printed(command):
    try:
        return float(subprocess.run(command, capture_output=True, text=True, timeout=600).stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None


def whole(commands, runs):
    """Median seconds of each command, run in turns."""
    times = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if turn:
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(t) for name, t in times.items()}


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('old')
    a.add_argument('new')
    a.add_argument('--bin', default='target/release/recension')
    a.add_argument('--runs', type=int, default=15)
    o = a.parse_args()
    mine = ours(o.old, o.new)
    if mine is None:
        sys.exit('cargo bench --bench diff -- files: no figure')
    print(f'inside a process, median\n  {"recension":22} {mine:9.3f} ms')
    for name, command in (('wikidiff2', ['php', '-r', WIKIDIFF2, '--', o.old, o.new]),
                          ('Diff::LCS', ['ruby', '-e', DIFF_LCS, o.old, o.new])):
        got = printed(command)
        print(f'  {name:22} ' + (f'{got:9.3f} ms   {got / mine:6.1f} × ours' if got else 'not here, or it failed'))
    commands = {
        'recension compare': [o.bin, 'compare', o.old, o.new],
        'wdiff': ['wdiff', o.old, o.new],
        'dwdiff': ['dwdiff', o.old, o.new],
        'git diff --word-diff': ['git', 'diff', '--no-index', '--word-diff', o.old, o.new],
    }
    for name in [n for n, c in commands.items() if not shutil.which(c[0])]:
        print(f'{name}: not here')
        del commands[name]
    got = whole(commands, o.runs)
    print('as whole processes, median')
    for name, seconds in got.items():
        print(f'  {name:22} {seconds * 1000:9.2f} ms   {seconds / got["recension compare"]:6.2f} × ours')


if __name__ == '__main__':
    main()
