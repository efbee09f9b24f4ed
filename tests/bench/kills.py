#!/usr/bin/env python3
"""Kills imports with SIGKILL at random moments, lets the next start go on, and compares the catalogue by content with that
of an import that nobody disturbed: rows, texts, facts, names, origins, files, problems, and what searches find.
Needs Python 3 and a release build. Ends with 1 where anything differs.

usage: tests/bench/kills.py DUMPS [--bin target/release/recension] [--times 50] [--seed 1]
"""
import argparse, glob, hashlib, os, random, shutil, sqlite3, subprocess, sys, tempfile, time

QUERIES = ['minister', '"according to"', 'removed:police', 'gone:"the"', 'added:people', 'said -the']


def content(binary, dumps, cache):
    """A digest of each part of what a catalogue holds, whatever the order in which it came in."""
    [file] = glob.glob(os.path.join(cache, '*', 'catalogue.sqlite'))
    db = sqlite3.connect(file)
    parts = {
        'integrity': 'PRAGMA integrity_check',
        'articles': 'SELECT id, row, body FROM article JOIN body USING (place)',
        'texts without an article': 'SELECT place FROM body WHERE place NOT IN (SELECT place FROM article)',
        'names': 'SELECT key, id FROM name LEFT JOIN article USING (place)',
        'origins': 'SELECT name, id FROM origin JOIN origin_name USING (origin) JOIN article USING (place)',
        'files': 'SELECT shown, mark, done FROM file',
        'problems': 'SELECT file, place, reason FROM problem',
        'notes': 'SELECT key, value FROM note WHERE key NOT IN ("refrains", "mark")',
    }
    said = {part: sorted(map(repr, db.execute(sql))) for part, sql in parts.items()}
    db.close()
    for query in QUERIES:
        run = subprocess.run([binary, 'search', query, dumps, '--cache', cache, '--json', '--limit', '1000000'],
                             capture_output=True, text=True)
        said[f'search {query}'] = [run.stderr] + sorted(run.stdout.splitlines())
    return {part: (len(lines), hashlib.sha256('\n'.join(lines).encode()).hexdigest()[:16]) for part, lines in said.items()}


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('dumps')
    a.add_argument('--bin', default='target/release/recension')
    a.add_argument('--times', type=int, default=50)
    a.add_argument('--seed', type=int, default=1)
    o = a.parse_args()
    draw = random.Random(o.seed)
    quiet = dict(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory() as room:
        cache = os.path.join(room, 'cache')
        command = [o.bin, 'import', o.dumps, '--cache', cache]
        start = time.perf_counter()
        subprocess.run(command, check=True, **quiet)
        whole = time.perf_counter() - start
        wanted = content(o.bin, o.dumps, cache)
        print(f'undisturbed: {whole:.2f} s, {wanted["articles"][0]} articles')
        wrong = killed = 0
        for turn in range(o.times):
            shutil.rmtree(cache)
            moments = []
            # One time in four the next start is killed as well.
            while not moments or draw.random() < 0.25:
                moments.append(draw.uniform(0, whole * 1.02))
                run = subprocess.Popen(command, **quiet)
                try:
                    run.wait(moments[-1])
                except subprocess.TimeoutExpired:
                    run.kill()
                    killed += 1
                    run.wait()
            end = subprocess.run(command, capture_output=True, text=True)
            found = content(o.bin, o.dumps, cache)
            differs = [part for part in wanted if wanted[part] != found[part]]
            wrong += bool(differs or end.returncode)
            told = ', '.join(f'{m:.2f}' for m in moments)
            print(f'{turn + 1:3} killed after {told} s: {"; ".join(differs) or "the same"} {end.stderr.strip()[-200:] if end.returncode else ""}',
                  flush=True)
        print(f'{killed} kills in {o.times} imports, {wrong} catalogues differ')
        sys.exit(1 if wrong else 0)


if __name__ == '__main__':
    main()
