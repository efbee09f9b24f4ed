#!/usr/bin/env python3
"""Writes the fixtures of formats that are databases or come of them: diffengine, newsedits, …

Layouts and quirks are those of the tools; the articles are invented. What the keys of an `EXPECTED.json` mean is said at the head of
`make_fixtures.py`. The databases are written with pages of 1024 bytes to keep them small.
"""
import gzip
import html
import sqlite3
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True

import newssniffer_pages as pages
from make_fixtures import Fixture, known, told
from sample_story import Story

HERE = Path(__file__).resolve().parent


def database(script, rows=(), encoding="UTF-8"):
    """The bytes of a database: a script of statements, then (statement, rows)."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.db"
        base = sqlite3.connect(path)
        base.executescript(f"PRAGMA page_size = 1024; PRAGMA encoding = '{encoding}';" + script)
        for statement, values in rows:
            base.executemany(statement, values)
        base.commit()
        base.execute("VACUUM")
        base.close()
        return path.read_bytes()


def pack(data):
    return gzip.compress(data, mtime=0)


def holes(length):
    return ", ".join("?" * length)


def escaped(paragraphs, between=" "):
    return between.join(f"<p>{html.escape(p, quote=False)}</p>" for p in paragraphs)


def sql_time(time, fraction=""):
    return time.replace("T", " ").replace("Z", "") + fraction


# diffengine --------------------------------------------------------------------------------------------------------

DIFFENGINE = """
CREATE TABLE "feed" ("url" TEXT NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, "created" DATETIME NOT NULL);
CREATE TABLE "entry" ("id" INTEGER NOT NULL PRIMARY KEY, "url" TEXT NOT NULL, "created" DATETIME NOT NULL, "checked" DATETIME NOT NULL{tweet});
CREATE TABLE "feedentry" ("id" INTEGER NOT NULL PRIMARY KEY, "feed_id" TEXT NOT NULL REFERENCES "feed" ("url"), "entry_id" INTEGER NOT NULL REFERENCES "entry" ("id"), "created" DATETIME NOT NULL);
CREATE TABLE "entryversion" ("id" INTEGER NOT NULL PRIMARY KEY, "title" TEXT NOT NULL, "url" TEXT NOT NULL, "summary" TEXT NOT NULL, "created" DATETIME NOT NULL, "archive_url" TEXT, "entry_id" INTEGER NOT NULL REFERENCES "entry" ("id"){tweet});
CREATE INDEX "entryversion_url" ON "entryversion" ("url");
CREATE TABLE "diff" ("id" INTEGER NOT NULL PRIMARY KEY, "old_id" INTEGER NOT NULL REFERENCES "entryversion" ("id"), "new_id" INTEGER NOT NULL REFERENCES "entryversion" ("id"), "created" DATETIME NOT NULL, "tweeted" DATETIME, {emailed}"blogged" DATETIME);
"""
TWEET = ', "tweet_status_id_str" VARCHAR(255) NOT NULL DEFAULT \'\''


def diffengine_fixture(stories):
    fix = Fixture("diffengine")
    weir, hall, bees = stories["weir-sluice"], stories["market-hall"], stories["gap-years"]
    # The new layout. Rows in no order; the bees stand there as two entries of one page; the hall's second version is
    # there twice, as diffengine leaves it when a diff turns out empty.
    versions = []

    def version(id_, entry, revision, url, archive=None, fraction="", title=None):
        versions.append((id_, title or revision.title, url, escaped(revision.paragraphs), sql_time(revision.time, fraction), archive, entry))

    archive = "https://web.archive.org/web/20200301090006/" + weir.url
    version(9, 1, weir.revisions[0], weir.url, archive, ".123456")
    version(2, 1, weir.revisions[2], weir.url)
    version(3, 1, weir.revisions[1], weir.url + "&utm_source=feed")
    version(4, 2, hall.revisions[0], hall.url)
    version(5, 2, hall.revisions[1], hall.url)
    phantom = hall.revisions[1]
    versions.append((6, phantom.title, hall.url, escaped(phantom.paragraphs, "  \n"), "2021-09-13 10:09:09", None, 2))
    one, two = bees.url + "?a=1&b=2", bees.url + "?b=2&a=1"
    for n, r in enumerate(bees.revisions):
        version(20 + n, 3 + n % 2, r, (one, two)[n % 2])
    feeds = [("https://harlevalley.example.org/rss", weir.outlet, "2020-01-01 00:00:00"), ("https://oxcombe.example.com/rss", hall.outlet, "2020-01-01 00:00:00")]
    entries = [(1, weir.url, "2020-03-01 09:00:05", "2020-03-04 00:00:00.000123"), (2, hall.url, "2021-09-09 09:09:09", "2021-09-14 00:00:00"),
               (3, one, "2022-05-01 06:00:00", "2022-05-04 00:00:00"), (4, two, "2022-05-01 06:00:00", "2022-05-03 00:00:00")]
    feed_entries = [(1, feeds[0][0], 1, "2020-03-01"), (2, feeds[1][0], 2, "2021-09-09"), (3, feeds[1][0], 3, "2022-05-01"), (4, feeds[1][0], 4, "2022-05-01")]
    columns = "(id, title, url, summary, created, archive_url, entry_id)"
    data = database(DIFFENGINE.format(tweet=TWEET, emailed='"emailed" DATETIME, '), [
        ("INSERT INTO feed VALUES (?, ?, ?)", feeds), ("INSERT INTO entry(id, url, created, checked) VALUES (?, ?, ?, ?)", entries),
        ("INSERT INTO feedentry VALUES (?, ?, ?, ?)", feed_entries), (f"INSERT INTO entryversion{columns} VALUES ({holes(7)})", versions)])
    fix.file("diffengine.db", data)
    found = told(weir, {0, 1, 2})
    for number, revision in enumerate(found["revisions"]):
        revision["number"] = number
    found["revisions"][0]["time"] = "2020-03-01T09:00:05.123456Z"
    fix.articles.append({**found, "files": ["diffengine.db"]})
    found = told(hall)
    found["revisions"].append({**found["revisions"][1], "number": 2, "time": "2021-09-13T10:09:09Z"})
    fix.articles.append({**found, "files": ["diffengine.db"]})
    fix.articles.append({**told(bees), "url": one, "files": ["diffengine.db"]})
    # The layout of 2017, packed: no tweets, no e-mails; an agency that titles every page with its name; texts of before
    # white space was folded.
    agency = "News from The Millbrook Press"
    old, entries, feed_entries = [], [], []
    feed = "https://press.example.org/rss"
    for n in range(1, 7):
        url = f"https://press.example.org/story/{n}"
        entries.append((n, url, "2017-01-01 00:00:00", "2017-01-02 00:00:00"))
        feed_entries.append((n, feed, n, "2017-01-01 00:00:00"))
        texts = [["The pier opened on Monday. Rain fell.", f"It was pier number {n}."], ["The pier opened on Tuesday. Rain fell.", f"It was pier number {n}."]]
        for k, text in enumerate(texts):
            old.append((2 * n + k, agency, url, "\n\n\n     " + escaped(text, "\n\n"), f"2017-01-0{k + 1} 00:00:0{n}", None, n))
        fix.articles.append({"files": ["old.db.gz"], "source": agency, "url": url, "title": "The pier opened on Monday.",
                             "revisions": [known(k, "The pier opened on Monday.", f"2017-01-0{k + 1}T00:00:0{n}Z", text) for k, text in enumerate(texts)]})
    data = database(DIFFENGINE.format(tweet="", emailed=""), [
        ("INSERT INTO feed VALUES (?, ?, ?)", [(feed, agency, "2017-01-01 00:00:00")]), ("INSERT INTO entry VALUES (?, ?, ?, ?)", entries),
        ("INSERT INTO feedentry VALUES (?, ?, ?, ?)", feed_entries), (f"INSERT INTO entryversion{columns} VALUES ({holes(7)})", old)])
    fix.file("old.db.gz", pack(data))
    return fix


# NewsEdits ---------------------------------------------------------------------------------------------------------

RAW = """CREATE TABLE "entryversion" ("index" INTEGER, "version" INTEGER, "title" TEXT, "created" TIMESTAMP, "url" TEXT, "source" TEXT, "entry_id" INTEGER, "archive_url" TEXT, "num_versions" INTEGER, "summary" TEXT, "joint_key" TEXT, "id" TEXT);
CREATE INDEX "ix_entryversion_index" ON "entryversion" ("index");"""


def minute(time):
    return time[:17] + "00Z" if time else None


def newsedits_fixture(stories):
    fix = Fixture("newsedits")
    weir, hall, bees = stories["weir-sluice"], stories["market-hall"], stories["gap-years"]

    def sniffed(story, article, numbers, versions):
        rows = []
        for r in story.revisions:
            if r.number not in numbers:
                continue
            # Escaped tags were deleted by a pattern, the other entities stayed; paragraphs are joined by what closes and opens them.
            text = "</p><p>".join(html.escape(p, quote=False).replace("&lt;b&gt;", "").replace("&lt;/b&gt;", "") for p in r.paragraphs)
            page = f"https://www.newssniffer.co.uk/articles/{article}/versions/{article * 10 + r.number}"
            rows.append((0, r.number, r.title, minute(r.time).replace("T", " ").replace("Z", "+00:00"), story.url, "harle", article, page, versions, text,
                         f"{article}-{r.number}", f"{article}-{r.number}"))
        return rows

    def found(story, numbers, **more):
        want = told(story, numbers, **more)
        for r in want["revisions"]:
            r["time"] = minute(r["time"])
            r["text"] = [p.replace("<b>", "").replace("</b>", "") for p in r["text"]]
        return {**want, "source": "harle"}

    rows = sniffed(weir, 71, {0, 2, 3}, 6) + sniffed(hall, 72, {0, 1}, 2)
    rows.reverse()
    empty = list(rows[0])
    empty[1], empty[9], empty[10], empty[11], empty[3] = 4, "  ", "71-4", "71-4", None
    empty[6], empty[2], empty[4], empty[8] = 71, "Weir", weir.url, 6
    rows.append(tuple(empty))
    fix.file("newssniffer-harle.db", database(RAW, [(f"INSERT INTO entryversion VALUES ({holes(12)})", rows)]))
    want = found(weir, {0, 2, 3}, files=["newssniffer-harle.db"], gaps=[[1, 1], [5, 5]])
    want["revisions"].append({"number": 4, "title": "Weir", "time": None, "state": "partial", "paragraphs": 0})
    fix.articles += [{**want, "title": "Weir"}, found(hall, {0, 1}, files=["newssniffer-harle.db"])]
    # Made of diffengine's tables, the versions numbered as floating-point numbers; packed.
    script = DIFFENGINE.format(tweet="", emailed="").replace('CREATE INDEX "entryversion_url" ON "entryversion" ("url");', "")
    script += """DROP TABLE entryversion; CREATE TABLE "entryversion" ("index" INTEGER, "id" INTEGER, "title" TEXT, "url" TEXT, "summary" TEXT, "created" TIMESTAMP, "archive_url" TEXT, "entry_id" INTEGER, "num_versions" INTEGER, "version" REAL);"""
    rows = [(n, 50 + n, r.title, bees.url, escaped(r.paragraphs), sql_time(r.time, ".000250"), "https://wayback.archive.org/web/2022/" + bees.url, 8, 5, float(r.number))
            for n, r in enumerate(bees.revisions)]
    fix.file("oxcombe.db.gz", pack(database(script, [(f"INSERT INTO entryversion VALUES ({holes(10)})", rows)])))
    want = told(bees, files=["oxcombe.db.gz"])
    for r in want["revisions"]:
        r["time"] = r["time"].replace("Z", ".000250Z")
    fix.articles.append({**want, "source": "oxcombe"})
    return fix


# News Sniffer's database -------------------------------------------------------------------------------------------

SNIFFER = """
CREATE TABLE "news_articles" ("id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "source" varchar(32) NOT NULL, "guid" varchar(200) NOT NULL, "url" varchar(250) NOT NULL, "title" varchar(200) NOT NULL, "published_at" datetime, "versions_count" integer(2) DEFAULT 0, "next_check_after" datetime, "check_period" integer DEFAULT 1800, "parser" varchar(255), "hidden" boolean DEFAULT 'f');
CREATE TABLE "news_article_versions" ("id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "news_article_id" integer NOT NULL, "title" varchar(200) NOT NULL, "url" varchar(250) NOT NULL, "created_at" datetime NOT NULL, "version" integer(2) DEFAULT 0, "text_hash" varchar(32) NOT NULL, "votes" integer DEFAULT 0);
CREATE INDEX "index_news_article_versions_on_news_article_id" ON "news_article_versions" ("news_article_id");
CREATE TABLE "news_article_version_texts" ("news_article_version_id" INTEGER PRIMARY KEY NOT NULL, "text" text);
CREATE TABLE "news_article_feeds" ("id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "url" varchar(255));
CREATE TABLE "schema_migrations" ("version" varchar NOT NULL);
"""


def sniffer_rows(stories):
    """Articles, versions and texts; the bees are withheld, a version of the weir has no text, the hall is not checked any more."""
    weir, hall, bees = stories["weir-sluice"], stories["market-hall"], stories["gap-years"]
    articles, versions, texts = [], [], []
    for number, story, hidden, check in [(71, weir, False, "2020-03-03 08:30:00"), (72, hall, False, None), (73, bees, True, None)]:
        first, last = story.revisions[0], story.revisions[-1]
        articles.append((number, sql_time(first.time), sql_time(last.time), story.outlet, story.url, story.url, last.title, sql_time(first.time), len(story.revisions) + (number == 71),
                         check, 1800, "WebPageParser::TestPageParserV1", hidden))
        for r in story.revisions:
            id_ = number * 10 + r.number
            versions.append((id_, number, r.title, story.url, sql_time(r.time, ".250000" if number == 72 else ""), r.number, "0" * 32, 0))
            if id_ != 711:
                texts.append((id_, "\n".join(r.paragraphs)))
    return articles, versions, texts


def sniffer_found(fix, stories, file, fraction=True):
    for number, name in [(71, "weir-sluice"), (72, "market-hall"), (73, "gap-years")]:
        want = told(stories[name], files=[file], gaps=[[5, 5]] if number == 71 else [])
        for r in want["revisions"]:
            if number == 72 and fraction:
                r["time"] = r["time"].replace("Z", ".250Z")
            if number == 71 and r["number"] == 1:
                r.update(state="partial", text=[], paragraphs=0)
            if number == 73:
                r.update(state="withheld", text=[], paragraphs=0)
        fix.articles.append(want)


def sniffer_database_fixture(stories):
    fix = Fixture("newssniffer-db")
    articles, versions, texts = sniffer_rows(stories)
    articles = [(*a[:-1], "t" if a[-1] else "f") for a in articles]
    fix.file("development.sqlite3", database(SNIFFER, [
        (f"INSERT INTO news_article_version_texts VALUES ({holes(2)})", reversed(texts)), (f"INSERT INTO news_articles VALUES ({holes(13)})", articles),
        (f"INSERT INTO news_article_versions VALUES ({holes(8)})", versions)]))
    sniffer_found(fix, stories, "development.sqlite3")
    return fix


def mysql_value(value):
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int):
        return str(value)
    for plain, escape in [("\\", "\\\\"), ("'", "\\'"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\x1a", "\\Z"), ("\0", "\\0")]:
        value = value.replace(plain, escape)
    return f"'{value}'"


def mysql_insert(table, rows, mark=""):
    body = "),(".join(",".join(mark * isinstance(v, str) + mysql_value(v) for v in row) for row in rows)
    return f"LOCK TABLES `{table}` WRITE;\n/*!40000 ALTER TABLE `{table}` DISABLE KEYS */;\nINSERT INTO `{table}` VALUES ({body});\n/*!40000 ALTER TABLE `{table}` ENABLE KEYS */;\nUNLOCK TABLES;\n"


def mysql_create(table, script):
    import re
    inner = re.search(rf'CREATE TABLE "{table}" \((.*)\);', script)[1]
    columns = [part.strip().split('"')[1] for part in re.split(r', (?=")', inner)]
    return f"DROP TABLE IF EXISTS `{table}`;\n/*!40101 SET @saved_cs_client     = @@character_set_client */;\nCREATE TABLE `{table}` (\n" + "".join(
        f"  `{c}` varchar(250) COLLATE utf8_unicode_ci NOT NULL DEFAULT 'a,)b',\n" for c in columns) + f"  PRIMARY KEY (`{columns[0]}`),\n  KEY `x` (`{columns[-1]}`(10))\n) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8;\n"


MYSQL_HEAD = """-- MySQL dump 10.13  Distrib 5.7.30, for Linux (x86_64)
--
-- Host: localhost    Database: newssniffer; it's INSERT INTO nothing
-- ------------------------------------------------------
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8mb4 */;
/* a comment; with 'quotes */

"""


def sniffer_sql_fixture(stories):
    fix = Fixture("newssniffer-sql")
    articles, versions, texts = sniffer_rows(stories)
    versions = [(*v[:4], v[4].replace(".250000", ""), *v[5:]) for v in versions]
    tables = [("news_article_feeds", [(1, "https://feed.example.org/it's;a(feed)")]), ("news_article_version_texts", texts), ("news_article_versions", versions), ("news_articles", articles)]
    dump = MYSQL_HEAD + "".join(mysql_create(t, SNIFFER) + mysql_insert(t, rows) for t, rows in tables) + "-- Dump completed on 2020-03-03  9:00:00\n"
    fix.file("newssniffer.sql.gz", pack(dump.encode()))
    sniffer_found(fix, stories, "newssniffer.sql.gz", fraction=False)
    return fix


# NewsEdits' matched sentences --------------------------------------------------------------------------------------

MATCHED = """CREATE TABLE split_sentences (entry_id INTEGER, version {version}, sent_idx INTEGER, sentence TEXT);
CREATE TABLE matched_sentences (entry_id INTEGER, version_x INTEGER, version_y INTEGER, sent_idx_x REAL, sent_idx_y REAL, avg_sentence_distance_x REAL, avg_sentence_distance_y REAL);
CREATE TABLE doc_level_stats (entry_id INTEGER, version_x INTEGER, version_y INTEGER, "mean x dist" REAL, "mean y dist" REAL, num_unchanged INTEGER, num_edited_x INTEGER, num_edited_y INTEGER, num_deleted INTEGER, num_added INTEGER, num_merged INTEGER, num_split INTEGER, num_sentences_x INTEGER, num_sentences_y INTEGER, num_refactors INTEGER, mean_dist_overall REAL);"""


def matched_fixture(stories):
    """A file made of News Sniffer's articles, where paragraphs are lost, and one made of diffengine's, where marks of them stayed."""
    fix = Fixture("newsedits-match")
    clock, bees = stories["clock-tower"], stories["gap-years"]
    sentences = [(81, float(n), i, p.encode("ascii", "ignore").decode()) for n, r in enumerate(clock.revisions) for i, p in enumerate(r.paragraphs)]
    links = [(81, 0, 1, 0.0, 0.0, 0.02, 0.03), (81, 0, 1, 1.0, 1.0, -0.0001, None)]
    stats = [(81, 0, 1, 0.01, 0.01, 1, 1, 1, 0, 0, 0, 0, 2, 2, 0, 0.01)]
    tables = [(f"INSERT INTO split_sentences VALUES ({holes(4)})", sentences), (f"INSERT INTO matched_sentences VALUES ({holes(7)})", links), (f"INSERT INTO doc_level_stats VALUES ({holes(16)})", stats)]
    fix.file("nyt-matched-sentences.db.gz", pack(database(MATCHED.format(version="REAL"), tables)))
    fix.articles.append({"files": ["nyt-matched-sentences.db.gz"], "source": "nytimes", "title": "", "revisions": [
        {"number": n, "title": "", "time": None, "state": "whole", "paragraphs": 2, "text": [p.encode("ascii", "ignore").decode() for p in r.paragraphs]} for n, r in enumerate(clock.revisions)]})
    sentences = []
    for r in bees.revisions[:3]:
        for i, p in enumerate(r.paragraphs):
            sentences.append((8, r.number, 2 * i, ("<p>" if i == 0 else "</p> <p>") + p))
        sentences.append((8, r.number, 2 * i + 1, "</p>"))
    links = [(8, n, n + 1, float(2 * i), float(2 * i), 0.0, 0.0) for n in range(2) for i in range(2)] + [(8, 0, 1, None, 1.0, None, None)]
    tables = [(f"INSERT INTO split_sentences VALUES ({holes(4)})", sentences), (f"INSERT INTO matched_sentences VALUES ({holes(7)})", links)]
    fix.file("oxcombe-matched-sentences.db", database(MATCHED.format(version="INTEGER"), tables))
    fix.articles.append({"files": ["oxcombe-matched-sentences.db"], "source": "oxcombe", "title": "", "revisions": [
        {"number": r.number, "title": "", "time": None, "state": "whole", "paragraphs": 2, "text": r.paragraphs} for r in bees.revisions[:3]]})
    return fix


# Headlines and watched pages ---------------------------------------------------------------------------------------

def nytdiff_fixture(stories):
    fix = Fixture("nytdiff")
    script = """CREATE TABLE nyt_ids (id INTEGER NOT NULL PRIMARY KEY, article_id TEXT, add_dt DATETIME, status TEXT, tweet_id TEXT);
CREATE TABLE nyt_versions (id INTEGER NOT NULL PRIMARY KEY, article_id TEXT, url TEXT, title TEXT, abstract TEXT, byline TEXT, kicker TEXT, hash TEXT, date_time DATETIME, version INTEGER);"""
    url = "https://paper.example.org/2019/05/05/harbour.html"
    rows = [(1, "100000001", url, "Harbour &amp; Pier Closed", "The harbour was closed on Sunday.", "By ADA THWAITE", "", "h1", "2019-05-05 09:00:00.250000", 1),
            (2, "100000001", url, "Harbour and Pier Reopened", "The harbour was opened on Monday.", "By ADA THWAITE", "Update", "h2", "2019-05-06 21:30:00", 2),
            (3, "100000002", "", "No Link Here", "", "", "", "h3", "2019-05-06 21:30:00", 1)]
    fix.file("titles.db", database(script, [("INSERT INTO nyt_ids VALUES (?, ?, ?, ?, ?)", [(1, "100000001", "2019-05-05", "removed", ""), (2, "100000002", "2019-05-06", "home", "")]),
                                            (f"INSERT INTO nyt_versions VALUES ({holes(10)})", rows)]))
    fix.articles += [
        {"files": ["titles.db"], "source": "nytimes", "url": url, "title": "Harbour and Pier Reopened", "revisions": [
            {"number": 1, "title": "Harbour & Pier Closed", "time": "2019-05-05T12:00:00.250Z", "state": "partial", "paragraphs": 1, "text": ["The harbour was closed on Sunday."]},
            {"number": 2, "title": "Harbour and Pier Reopened", "time": "2019-05-07T00:30:00Z", "state": "partial", "paragraphs": 2, "text": ["Update", "The harbour was opened on Monday."]}]},
        {"files": ["titles.db"], "source": "nytimes", "title": "No Link Here", "revisions": [{"number": 1, "title": "No Link Here", "time": "2019-05-07T00:30:00Z", "state": "partial", "paragraphs": 0}]}]
    return fix


def sha1(text):
    import hashlib
    return hashlib.sha1(text.encode()).hexdigest()


CACHE = "CREATE TABLE CacheEntry (id INTEGER PRIMARY KEY, guid TEXT, timestamp INTEGER, data TEXT, tries INTEGER, etag TEXT);"
PIER, STATION = "https://pier.example.org/news?x=1", "https://oxcombe.example.com/station"


def urlwatch_fixture(stories):
    fix = Fixture("urlwatch")
    fix.file("home/urls.yaml", f"name: \"Pier: news\"\nurl: {PIER}\nfilter:\n- html2text\n---\nurl: '{STATION}'\n---\nname: no url\n")
    rows = [(1, sha1(PIER), 1583053200, "Pier closed.\n\nBy a storm.\n", 0, ""), (2, sha1(PIER), 1583056800, "Pier closed.\n\nBy a storm.\n", 2, ""),
            (4, sha1(PIER), 1583060400, "Pier open.\n", None, None), (3, sha1(STATION), 1583053200, "<html><body><h1>Station</h1><p>All <b>trains</b> run.</p></body></html>", 0, "")]
    fix.file("home/cache.db", database(CACHE, [(f"INSERT INTO CacheEntry VALUES ({holes(6)})", rows)]))
    fix.file("alone/old.db.gz", pack(database(CACHE.replace(", etag TEXT", ""), [(f"INSERT INTO CacheEntry VALUES ({holes(5)})", [(1, sha1("date"), 1583053200, "Sun", 1)])])))
    quay, lock = "https://quay.example.org/", "https://oxcombe.example.com/lock"
    fix.file("files/jobs.yaml", f"url: {quay}\nname: The quay\n")
    fix.file("files/cache/" + sha1(quay), "The quay is closed.\nUntil Monday.\n")
    fix.file("files/cache/" + sha1(lock), "<html><body><h1>Lock</h1><p>Shut.</p></body></html>")
    fix.file("beside/urls.yaml", f"url: {lock}\n")
    fix.file("beside/" + sha1(lock), "Lock\nOpen again.\n")
    fix.file("beside/" + "f" * 39, "No store's file.\n")
    fix.articles += [
        {"files": [f"files/cache/{sha1(quay)}"], "url": quay, "title": "The quay", "revisions": [known(0, "The quay", "file", ["The quay is closed.", "Until Monday."])]},
        {"files": [f"files/cache/{sha1(lock)}"], "url": "", "title": "Lock", "revisions": [known(0, "Lock", "file", ["Lock", "Shut."])]},
        {"files": [f"beside/{sha1(lock)}"], "url": lock, "title": "Lock", "revisions": [known(0, "Lock", "file", ["Lock", "Open again."])]},
        {"files": ["beside/" + "f" * 39], "optional": True, "title": "f" * 39, "revisions": [known(0, "", "file", ["No store's file."])]},
        {"files": ["home/cache.db"], "url": PIER, "title": "Pier: news", "revisions": [known(0, "Pier: news", "2020-03-01T09:00:00Z", ["Pier closed.", "By a storm."]), known(1, "Pier: news", "2020-03-01T11:00:00Z", ["Pier open."])]},
        {"files": ["home/cache.db"], "url": STATION, "title": "Station", "revisions": [known(0, "Station", "2020-03-01T09:00:00Z", ["Station", "All trains run."])]},
        # Its only check failed: the text is of one before.
        {"files": ["alone/old.db.gz"], "title": "Sun", "revisions": [known(0, "Sun", None, ["Sun"])]}]
    return fix.untitled()


def webchanges_fixture(stories):
    import msgpack
    fix = Fixture("webchanges")
    fix.file("jobs.yaml", f"url: {PIER}\nname: The pier # ours\n---\ncommand: date\n")
    script = "CREATE TABLE webchanges (uuid TEXT, timestamp REAL, msgpack_data BLOB); CREATE INDEX idx_uuid_time ON webchanges(uuid, timestamp);"
    pack_ = lambda **fields: msgpack.packb(fields)
    rows = [(sha1(PIER), 1583053200.5, pack_(d="Pier closed.", t=0, e="abc", m="text/plain")), (sha1(PIER), 1583056800.25, pack_(d="Pier open.".encode(), t=0, e="", err={})),
            (sha1(PIER), 1583060400.0, pack_(d="Pier open.", t=1, e="", m="text/plain", err={"type": "x", "deep": [[1], {"a": 2}]})), (sha1("date"), 1583053200.0, pack_(d=None, t=0, e="")),
            (sha1("date"), 1583053300.0, b"\xdf\xff\xff\xff\xff\xa1d")]
    fix.file("snapshots.db", database(script, [("INSERT INTO webchanges VALUES (?, ?, ?)", rows)]))
    fix.articles += [
        {"files": ["snapshots.db"], "url": PIER, "title": "The pier", "revisions": [known(0, "The pier", "2020-03-01T09:00:00.5Z", ["Pier closed."]), known(1, "The pier", "2020-03-01T10:00:00.25Z", ["Pier open."])]},
        {"files": ["snapshots.db"], "title": "date", "revisions": [{"number": 0, "time": "2020-03-01T09:00:00Z", "state": "partial", "paragraphs": 0}]}]
    fix.problems.append({"file": "snapshots.db"})
    return fix.untitled()


# Scrapes of News Sniffer -------------------------------------------------------------------------------------------

def scrape_fixture(stories):
    """The weir by columns of diff pages and rows of its article page; the hall by version pages; the bees by a list."""
    import json
    fix = Fixture("newssniffer-scrape")
    weir, hall, bees = stories["weir-sluice"], stories["market-hall"], stories["gap-years"]
    columns = []
    for a, b in zip(weir.revisions[:2], weir.revisions[1:3]):
        for r in (a, b):
            columns.append({"version": f"Version {r.number}", "title": r.title, "time": r.time, "text": "</p><p>".join(p.replace(" the ", "  the  ") for p in r.paragraphs),
                            "article_url": weir.url, "request_url": f"https://www.newssniffer.co.uk/articles/91/diff/{a.number}/{b.number}", "source": weir.outlet, "article_id": "91"})
    fix.file("diffs.json", "[\n" + ",\n".join(json.dumps(c) for c in columns) + "\n]\n")
    rows = [{"version_url": f"/articles/91/versions/{900 + r.number}", "version": str(r.number), "time_created": pages.minutes_text(r.time), "time_delta": "", "title": r.title,
             "article_url": weir.url, "article_id": 91, "source": weir.outlet} for r in weir.revisions]
    fix.file("articles.jsonl", "".join(json.dumps(r) + "\n" for r in rows) + json.dumps({"article_id": 93, "html": "<p>Gone", "parse_error": True}) + "\n")
    versions = [{"url": f"https://www.newssniffer.co.uk/articles/92/versions/{920 + r.number}", "html": f'<p><a href="{hall.url}">{hall.url}</a></p><p>Version {r.number} of 2.</p>'
                 + "".join(f"<p>{html.escape(p)}</p>" for p in r.paragraphs) + "<p>Currently monitoring 9,999 news articles.</p>"} for r in hall.revisions]
    fix.file("versions.jl", "".join(json.dumps(v) + "\n" for v in versions))
    listed = [f"https://www.newssniffer.co.uk/articles/94/diff/{r.number - 1}/{r.number},{r.title},{r.number},{bees.outlet},{r.time},3" for r in bees.revisions[1:3]]
    fix.file("list.csv", "newssniff_link,headline,version,outlet,last_updated,search_page\n" + "\n".join(listed) + "\nhttps://example.org/,x,1,y,,4\n")
    want = told(weir, files=["articles.jsonl", "diffs.json"])
    for r in want["revisions"][3:]:
        r.update(state="partial", text=[], paragraphs=0, time=minute(r["time"]))
    fix.articles.append(want)
    want = told(hall, files=["versions.jl"])
    for r in want["revisions"]:
        r.update(title="", time=None)
    fix.articles.append({**want, "source": "", "title": "", "gaps": []})
    want = told(bees, {1, 2}, files=["list.csv"])
    for r in want["revisions"]:
        r.update(state="partial", text=[], paragraphs=0)
    fix.articles.append({**want, "url": "", "title": bees.revisions[2].title})
    fix.problems += [{"file": "articles.jsonl", "line": 6}, {"file": "list.csv", "line": 4}]
    return fix


FIXTURES = [diffengine_fixture, newsedits_fixture, sniffer_database_fixture, sniffer_sql_fixture, matched_fixture, nytdiff_fixture, urlwatch_fixture, webchanges_fixture, scrape_fixture]


def main():
    stories = {p.stem: Story(p) for p in sorted((HERE / "fixture-stories").glob("*.txt"))}
    for make in FIXTURES:
        make(stories).write()


if __name__ == "__main__":
    main()
