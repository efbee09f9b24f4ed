#!/usr/bin/env python3
"""Time searches beside other engines, in one run on one machine.

usage: search_peers.py DUMPS [--bin target/release/recension] [--bench FILE] [--room DIR] [--queries 60]

DUMPS is a folder of JSON Lines as gen_scale.py writes them. Peers are given what our index is made of: each article's
distinct paragraphs and headlines, once each, stemmed as English, a document each; theirs are asked for 50 passages by
relevance and give article and text, without the snippet, the grouping by article and the lifeline that ours makes.
- SQLite FTS5 (Python's sqlite3): porter over unicode61 without accents, `ORDER BY rank`;
- Xapian (News Sniffer's engine; Debian's python3-xapian, and the Python that it belongs to): stems, its query parser;
- ours by the bench `search` of tests/bench/search.rs, by relevance and by time: built by cargo, or given as --bench.
Words of a query stand in one passage for the peers, in one article for ours. Queries are made of words of the texts, by
a seed. Databases stay in --room and are taken as they are the next time.
"""
import argparse, glob, json, os, random, re, shutil, sqlite3, subprocess, sys, tempfile, time

try:
    import xapian
except ImportError:
    xapian = None

COMMON = ['the', 'of the', 'in the', 'and the', 'to be', 'on the other hand', 'is that the', 'it is a', 'of a']


def passages(dumps):
    """Each article's id with its distinct headlines and paragraphs."""
    for file in sorted(glob.glob(os.path.join(dumps, '*.jsonl'))):
        for line in open(file, encoding='utf-8'):
            article = json.loads(line)
            texts = {}
            for version in article['versions']:
                texts[version['title']] = None
                texts.update(dict.fromkeys(version['text'].split('\n')))
            yield article['id'], list(texts)


def queries(dumps, count):
    """(kind, words) by kind, of words that stand in texts."""
    draw, pool = random.Random(1), []
    for _, texts in passages(dumps):
        if len(pool) < 20000:
            pool.append(draw.choice(texts))
        else:
            break
    pool = [words for words in (re.findall(r'[^\W_]+', text.lower()) for text in pool) if len(words) > 3]

    def some(length):
        words = draw.choice(pool)
        at = draw.randrange(len(words) - length + 1)
        return words[at:at + length]

    for _ in range(count):
        yield 'word', some(1)
        yield 'two words', some(1) + some(1)
        yield 'phrase of 2', some(2)
        yield 'phrase of 3', some(3)
        yield 'common phrase', draw.choice(COMMON).split()
        yield 'prefix', [some(1)[0][:4]]


def ours(kind, words):
    return f'"{" ".join(words)}"' if 'phrase' in kind else words[0] + '*' if kind == 'prefix' else ' '.join(words)


def fts5(room, dumps):
    file = os.path.join(room, 'fts5.db')
    begun = not os.path.exists(file)
    db = sqlite3.connect(file)
    db.executescript('PRAGMA cache_size=-65536; PRAGMA mmap_size=4294967296; PRAGMA synchronous=off')
    if begun:
        db.execute("CREATE VIRTUAL TABLE passage USING fts5(article UNINDEXED, text, tokenize='porter unicode61 remove_diacritics 2')")
        rows = ((article, text) for article, texts in passages(dumps) for text in texts)
        db.executemany('INSERT INTO passage VALUES(?, ?)', rows)
        db.execute("INSERT INTO passage(passage) VALUES('optimize')")
        db.commit()

    def ask(kind, words):
        match = f'"{" ".join(words)}"' if 'phrase' in kind else f'"{words[0]}"*' if kind == 'prefix' else \
            ' '.join(f'"{word}"' for word in words)
        return len(db.execute('SELECT article, text FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT 50', [match]).fetchall())

    return ask, os.path.getsize(file)


def with_xapian(room, dumps):
    folder = os.path.join(room, 'xapian')
    if not os.path.exists(folder):
        db = xapian.WritableDatabase(folder, xapian.DB_CREATE_OR_OPEN)
        generator = xapian.TermGenerator()
        generator.set_stemmer(xapian.Stem('en'))
        for article, texts in passages(dumps):
            for text in texts:
                document = xapian.Document()
                generator.set_document(document)
                generator.index_text(text)
                document.set_data(json.dumps([article, text]))
                db.add_document(document)
        db.close()
    db = xapian.Database(folder)
    parser = xapian.QueryParser()
    parser.set_database(db)
    parser.set_stemmer(xapian.Stem('en'))
    parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
    parser.set_default_op(xapian.Query.OP_AND)
    flags = xapian.QueryParser.FLAG_PHRASE | xapian.QueryParser.FLAG_WILDCARD

    def ask(kind, words):
        enquire = xapian.Enquire(db)
        enquire.set_query(parser.parse_query(ours(kind, words), flags))
        return len([match.document.get_data() for match in enquire.get_mset(0, 50)])

    return ask, sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder))


def timed(ask, asked):
    """Milliseconds of each query, by kind."""
    times = {}
    for kind, words in asked:
        begun = time.perf_counter()
        ask(kind, words)
        times.setdefault(kind, []).append((time.perf_counter() - begun) * 1000)
    return {kind: sorted(all) for kind, all in times.items()}


def of_bench(command, catalogue, asked, order):
    """The same, by our bench."""
    with tempfile.NamedTemporaryFile('w', suffix='.tsv') as file:
        file.writelines(f'{kind}\t{ours(kind, words)}\n' for kind, words in asked)
        file.flush()
        env = dict(os.environ, RECENSION_CATALOGUE=catalogue, RECENSION_ASKED=file.name, RECENSION_ORDER=order)
        run = subprocess.run(command, capture_output=True, text=True, env=env)
    times = {}
    for kind, ms in re.findall(r'^(.+)\t([\d.]+)$', run.stdout, re.M):
        times.setdefault(kind, []).append(float(ms))
    if not times:
        sys.exit(f'{command}: no figures\n{run.stderr[-500:]}')
    return {kind: sorted(all) for kind, all in times.items()}


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('dumps')
    a.add_argument('--bin', default='target/release/recension')
    a.add_argument('--bench')
    a.add_argument('--room')
    a.add_argument('--queries', type=int, default=60)
    o = a.parse_args()
    room = o.room or tempfile.mkdtemp()
    os.makedirs(room, exist_ok=True)
    asked = list(queries(o.dumps, o.queries))
    cache = os.path.join(room, 'cache')
    subprocess.run([o.bin, 'import', o.dumps, '--cache', cache], check=True, capture_output=True)
    [catalogue] = glob.glob(os.path.join(cache, '*', ''))
    bench = [o.bench] if o.bench else ['cargo', 'bench', '--bench', 'search']
    table = {'ours': of_bench(bench, catalogue, asked, 'relevance'), 'ours, by time': of_bench(bench, catalogue, asked, 'time')}
    for name, make in (('FTS5', fts5), ('Xapian', with_xapian if xapian else None)):
        if not make:
            print(f'{name}: not here')
            continue
        begun = time.perf_counter()
        ask, size = make(room, o.dumps)
        print(f'{name}: {size / 1e6:.0f} MB, made or opened in {time.perf_counter() - begun:.0f} s')
        table[name] = timed(ask, asked)
    print('p50 / p99 in ms\n' + f'{"":15}' + ''.join(f'{name:>20}' for name in table))
    for kind in table['ours']:
        cells = (f'{all[len(all) // 2]:.1f} / {all[(len(all) - 1) * 99 // 100]:.1f}' for all in (by[kind] for by in table.values()))
        print(f'{kind:15}' + ''.join(f'{cell:>20}' for cell in cells))
    if not o.room:
        shutil.rmtree(room)


if __name__ == '__main__':
    main()
