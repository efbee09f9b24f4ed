#!/usr/bin/env python3
"""Measures the catalogue on a folder of JSON Lines: import, size, memory, the next start, searches; beside what a
researcher does without it. Needs Python 3 and a release build; sqlite-utils (PyPI) and ripgrep are peers where they are
installed.

usage: tests/bench/catalogue.py DUMPS [--bin target/release/recension] [--query WORDS ...]
"""
import argparse, os, resource, shutil, subprocess, sys, tempfile, time


def timed(command, **more):
    """Seconds, and peak memory in MB, of a command; what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    start = time.perf_counter()
    run = subprocess.run(command, capture_output=True, **more)
    seconds = time.perf_counter() - start
    if run.returncode not in (0, 1):
        sys.exit(f'{command}: {run.stderr.decode()[:300]}')
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return seconds, max(peak, before) / 1024, run.stdout.decode()


def size(path):
    return sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(path) for name in names)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('dumps')
    a.add_argument('--bin', default='target/release/recension')
    a.add_argument('--query', nargs='*', default=['minister', 'people hospital', '"according to"', 'removed:"police said"'])
    o = a.parse_args()
    dump = size(o.dumps)
    files = sorted(os.path.join(o.dumps, name) for name in os.listdir(o.dumps) if name.endswith('.jsonl'))
    with tempfile.TemporaryDirectory() as room:
        cache = os.path.join(room, 'cache')
        seconds, peak, _ = timed([o.bin, 'import', o.dumps, '--cache', cache])
        print(f'import: {dump / 1e6:.0f} MB in {seconds:.1f} s, {dump / 1e6 / seconds:.0f} MB/s, {peak:.0f} MB at most; '
              f'catalogue {size(cache) / dump:.1%} of the dump')
        ours = seconds
        seconds, _, _ = timed([o.bin, 'list', o.dumps, '--cache', cache, '--limit', '20'])
        print(f'list, nothing new: {seconds * 1000:.0f} ms')
        for query in o.query:
            times = sorted(timed([o.bin, 'search', query, o.dumps, '--cache', cache, '--limit', '50'])[0] for _ in range(5))
            line = f'search {query}: {times[2] * 1000:.0f} ms as a process'
            if shutil.which('rg') and ':' not in query:
                rg = sorted(timed(['rg', '--count', '--ignore-case', query.strip('"'), o.dumps])[0] for _ in range(3))
                line += f', rg {rg[1] * 1000:.0f} ms'
            print(line)
        if shutil.which('sqlite-utils'):
            database = os.path.join(room, 'peer.db')
            insert = f'cat {" ".join(files)} | sqlite-utils insert {database} articles - --nl'
            seconds, _, _ = timed(f'{insert} && sqlite-utils enable-fts {database} articles title versions', shell=True)
            print(f'sqlite-utils with full text: {seconds:.1f} s, {seconds / ours:.1f} × ours; '
                  f'{os.path.getsize(database) / dump:.1%} of the dump')


if __name__ == '__main__':
    main()
