#!/usr/bin/env python3
"""Writes tests/fixtures/{warc,zip,wayback,archivebox,html} and what a reader is to find in each.

What the keys of an `EXPECTED.json` promise is said at the head of `make_fixtures.py`. The stories are those of
`fixture-stories`, on pages of invented outlets; the layouts are those of the tools: warcio and wget (WARC), Heritrix
(ARC), browsertrix (WACZ), waybackpack, wayback-machine-downloader, ArchiveBox, browsers and SingleFile.
Needs the packages `brotli` and `zstandard`.
"""
import base64
import gzip
import hashlib
import html
import io
import json
import sys
import uuid
import zipfile
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import zstandard

sys.dont_write_bytecode = True

from make_fixtures import Fixture, known
from make_fixtures_databases import database
from sample_story import Story

HERE = Path(__file__).resolve().parent
LINKS = "".join(f'<li><a href="/news/{n}">Other story {n} of the valley</a></li>' for n in range(12))


def page(story, revision, head="", dressed=True, charset="utf-8"):
    """A revision as a page of its outlet, with all that surrounds an article."""
    text = "\n".join(f"    <p>{html.escape(p, quote=False)}</p>" for p in revision.paragraphs)
    title = html.escape(revision.title, quote=False)
    outlet = story.outlet.replace("-", " ").title()
    article = f'<article class="story">\n    <h1>{title}</h1>\n    <div class="byline">By Ann Example</div>\n{text}\n  </article>'
    if not dressed:
        return f"<html>{head}<head><title>{title}</title></head><body><h1>{title}</h1>\n{text}\n</body></html>"
    return f"""<!DOCTYPE html>
<html lang="en">{head}
<head>
  <meta charset="{charset}">
  <title>{title} - {outlet}</title>
  <meta property="og:title" content="{html.escape(revision.title)}">
  <meta property="og:site_name" content="{outlet}">
  <meta property="article:published_time" content="2020-03-01T09:00:00Z">
  <script>window.data = "<p>This is, of course, no paragraph at all, whatever it looks like.</p>";</script>
</head>
<body class="page with-sidebar">
  <header class="masthead"><nav><ul>{LINKS}</ul></nav></header>
  <div class="cookie-banner"><p>We use cookies, many of them, to make this page better for you and for us.</p></div>
  <main>{article}</main>
  <aside class="related"><h2>Related</h2><ul>{LINKS}</ul></aside>
  <section id="comments"><h2>Comments</h2><p>I, for one, do not believe a word of this, and never did.</p></section>
  <footer><p>All rights reserved, in all valleys, by the outlet and by nobody else.</p></footer>
</body>
</html>
"""


def stamp(time):
    return "".join(c for c in time if c.isdigit())[:14]


def sha1(data):
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def record(kind, url, date, block, version="1.0", length=None, **fields):
    """A WARC record. `length` is what it says of itself, where that is false."""
    lines = [f"WARC/{version}", f"WARC-Type: {kind}",
             f"WARC-Record-ID: <urn:uuid:{uuid.UUID(bytes=hashlib.md5(f'{kind}{url}{date}'.encode()).digest())}>"]
    lines += [f"WARC-Target-URI: {url}"] if url else []
    lines += [f"WARC-Date: {date}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    lines += [f"Content-Length: {len(block) if length is None else length}"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def response(url, date, body, status="200 OK", head=(), version="1.0", **fields):
    lines = [f"HTTP/1.1 {status}", *(head or ["Content-Type: text/html; charset=utf-8"])]
    block = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
    return record("response", url, date, block, version, Content_Type="application/http; msgtype=response",
                  WARC_Payload_Digest=sha1(body), **fields)


def chunked(body, size=700):
    parts = [body[at:at + size] for at in range(0, len(body), size)]
    return b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in parts) + b"0\r\n\r\n"


def packed(records):
    return b"".join(gzip.compress(r, mtime=0) for r in records)


def info(date):
    return record("warcinfo", "", date, b"software: fixtures\r\nformat: WARC\r\n", Content_Type="application/warc-fields")


def seen(revision, number, **more):
    return {**known(number, revision.title, revision.time, revision.paragraphs), **more}


def of(story, revisions, **more):
    return {**more, "url": story.url, "source": urlsplit(story.url).netloc, "title": story.revisions[-1].title,
            "revisions": revisions}


def warc(stories):
    fixture = Fixture("warc")
    weir, hall, bees, clock = (stories[s] for s in ["weir-sluice", "market-hall", "gap-years", "clock-tower"])
    revisions = weir.revisions
    bodies = [page(weir, r).encode() for r in revisions]
    zipped = ["Content-Type: text/html", "Content-Encoding: gzip"]
    brotlied = ["Content-Type: text/html;", " charset=utf-8", "Content-Encoding: br", "Transfer-Encoding: chunked"]
    again = "2020-03-01T20:00:00Z"
    # As warcio writes them: a member a record, request and response, revisits, robots, a picture, an error.
    fixture.file("crawl.warc.gz", packed([
        info("2020-03-01T09:00:00Z"),
        record("request", weir.url, revisions[0].time, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
        response(weir.url, revisions[0].time, bodies[0]),
        response(weir.url.replace("https://", "http://www."), revisions[1].time, gzip.compress(bodies[1], mtime=0), head=zipped),
        response(weir.url, revisions[2].time, chunked(brotli.compress(bodies[2])), head=brotlied),
        record("revisit", weir.url, again, b"HTTP/1.1 200 OK\r\n\r\n", Content_Type="application/http; msgtype=response",
               WARC_Profile="http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
               WARC_Refers_To_Target_URI=weir.url, WARC_Refers_To_Date=revisions[2].time),
        response("https://harlevalley.example.org/robots.txt", again, b"User-agent: *", head=["Content-Type: text/plain"]),
        response("https://harlevalley.example.org/a.png", again, b"\x89PNG", head=["Content-Type: image/png"]),
        record("response", "dns:harlevalley.example.org", again, b"20200301 10.0.0.1", Content_Type="text/dns"),
        response(weir.url, "2020-03-02T01:00:00Z", b"<html><title>502 Bad Gateway</title><h1>Bad Gateway</h1></html>",
                 status="502 Bad Gateway"),
        response(weir.url, revisions[3].time, bodies[3]),
        record("metadata", weir.url, revisions[3].time, b"x: y\r\n"),
    ]))
    second = bodies[4].decode().encode("utf-16-le")
    fixture.file("later/rest.warc", b"".join([
        info("2020-03-02T08:00:00Z"),
        response(weir.url, revisions[4].time, b"\xff\xfe" + second, head=["Content-Type: text/html; charset=utf-16"], version="1.1"),
        record("revisit", weir.url, "2020-03-02T09:00:00Z", b"", version="1.1",
               WARC_Profile="http://netpreserve.org/warc/1.1/revisit/server-not-modified"),
    ]))
    error = {"number": 4, "time": "2020-03-02T01:00:00Z", "state": "error"}
    r = revisions
    fixture.articles.append(of(weir, [
        seen(r[0], 0), seen(r[1], 1), seen(r[2], 2), {**seen(r[2], 3), "time": again}, error, seen(r[3], 5), seen(r[4], 6),
        {**seen(r[4], 7), "time": "2020-03-02T09:00:00Z"},
    ], files=["crawl.warc.gz", "later/rest.warc"]))

    # Packed whole; a false length, too short, then one too long; then the text that a crawler made of a page.
    first, last = hall.revisions[0], hall.revisions[-1]
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(hall, first).encode()
    fields = {"Content_Type": "application/http; msgtype=response"}
    plain = "\n".join([last.title, *last.paragraphs]).encode()
    fixture.file("odd/false-lengths.warc.gz", gzip.compress(b"".join([
        record("response", hall.url, first.time, block, length=len(block) - 300, **fields),
        record("response", hall.url, "2021-09-09T12:00:00Z", block, length=len(block) + 900, **fields),
        record("conversion", hall.url, last.time, plain, Content_Type="text/plain"),
    ]), mtime=0))
    fixture.articles.append(of(hall, [
        {**seen(first, 0), "state": "partial"}, {**seen(first, 1), "time": "2021-09-09T12:00:00Z", "state": "partial"}, seen(last, 2),
    ], files=["odd/false-lengths.warc.gz"]))

    # A frame a record, and before them the dictionary that all share, itself packed.
    pages = [f"<html><head><title>Ferry, day {n}</title></head><body><article><h1>Ferry, day {n}</h1><p>The ferry to Wexby did not sail on day {n} of the storm, "
             f"the harbour office said.</p><p>Passengers waited at the quay for {n + 3} hours and were sent home.</p></article></body></html>".encode() for n in range(40)]
    ferry = "https://wexby.example.org/ferry"
    records = [response(ferry, f"2020-04-01T{n:02}:00:00Z", body) for n, body in enumerate(pages)]
    dictionary = zstandard.train_dictionary(4096, records)
    shared = zstandard.ZstdCompressor().compress(dictionary.as_bytes())
    pack = zstandard.ZstdCompressor(dict_data=dictionary)
    fixture.file("odd/dictionary.warc.zst", b"\x5d\x2a\x4d\x18" + len(shared).to_bytes(4, "little") + shared + b"".join(pack.compress(r) for r in records[:2]))
    fixture.articles.append({"files": ["odd/dictionary.warc.zst"], "url": ferry, "source": "wexby.example.org", "title": "Ferry, day 1", "revisions": [
        known(n, f"Ferry, day {n}", f"2020-04-01T{n:02}:00:00Z", [f"The ferry to Wexby did not sail on day {n} of the storm, the harbour office said.",
                                                                   f"Passengers waited at the quay for {n + 3} hours and were sent home."]) for n in range(2)]})

    # A member that is damaged in its middle costs that member.
    good = [gzip.compress(response(bees.url, v.time, page(bees, v).encode()), mtime=0) for v in bees.revisions]
    middle = bytearray(gzip.compress(response(bees.url, "2022-05-01T06:30:00Z", page(bees, bees.revisions[0]).encode()), mtime=0))
    middle[200:260] = bytes(60)
    fixture.file("odd/damaged.warc.gz", good[0] + bytes(middle) + b"".join(good[1:]))
    fixture.articles.append({**of(bees, None, files=["odd/damaged.warc.gz"]), "more": True})
    fixture.articles[-1].pop("revisions")
    fixture.problems.append({"file": "odd/damaged.warc.gz"})

    # ARC 1, the ancestor, and an index beside it.
    lines = b"filedesc://old.arc 0.0.0.0 20190602100000 text/plain 75\n1 0 Invented\nURL IP-address Archive-date Content-type Archive-length\n\n"
    clock.revisions = sorted((v for v in clock.revisions if v.time), key=lambda v: v.time)
    for v in clock.revisions:
        body = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(clock, v).encode()
        lines += f"{clock.url} 10.0.0.1 {stamp(v.time)} text/html {len(body)}\n".encode() + body + b"\n"
    fixture.file("odd/old.arc", lines)
    fixture.articles.append(of(clock, [seen(v, n) for n, v in enumerate(clock.revisions)], files=["odd/old.arc"]))
    fixture.file("odd/old.cdx", " CDX N b a m s k r M S V g\n"
                 f"com,example,oxcombe)/clock {stamp(clock.revisions[0].time)} {clock.url} text/html 200 AAAA - - 900 75 old.arc\n")
    fixture.file("odd/old.cdxj", f'com,example,oxcombe)/clock {stamp(clock.revisions[0].time)} {{"url": "{clock.url}", "status": "200"}}\n')
    fixture.write()


def cdx(stories):
    fixture = Fixture("cdx")
    weir = stories["weir-sluice"]
    moment = stamp(weir.revisions[0].time)
    fixture.file("old.cdx", " CDX N b a m s k r M S V g\n"
                 f"org,example,harlevalley)/x {moment} {weir.url} text/html 200 AAAA - - 900 75 crawl.warc.gz\n")
    fixture.file("new.cdxj", f'org,example,harlevalley)/x {moment} {{"url": "{weir.url}", "status": "200"}}\n')
    fixture.file("server.txt", f"org,example,harlevalley)/x {moment} {weir.url} text/html 200 AAAA 900\n")
    fixture.write()


def wayback(stories):
    fixture = Fixture("wayback")
    weir, hall = stories["weir-sluice"], stories["market-hall"]
    # waybackpack: one address a run, the query not in the name; replayed pages with their toolbar cut, or raw ones.
    weir.url = "http://harlevalley.example.org/news/weir-sluice"
    for r in weir.revisions:
        folder = f"pack/{stamp(r.time)}/harlevalley.example.org/news"
        raw = r.number % 2
        body = page(weir, r).replace("<body", '<!-- FILE ARCHIVED ON 10:00:00 Jul 07, 2020 AND RETRIEVED FROM THE -->\n<body') if raw else \
            page(weir, r).replace('href="/news', f'href="/web/{stamp(r.time)}/http://harlevalley.example.org/news')
        fixture.file(f"{folder}/weir-sluice", body)
    fixture.file("pack/20200303000000/harlevalley.example.org/news/weir-sluice", "")
    fixture.file("pack/20200304000000/harlevalley.example.org/news/weir-sluice",
                 "<html><head><title>Page not found</title></head><body><h1>Page not found</h1></body></html>")
    empty = {"number": 5, "time": "2020-03-03T00:00:00Z", "state": "partial", "paragraphs": 0}
    gone = {"number": 6, "time": "2020-03-04T00:00:00Z", "state": "error"}
    fixture.articles.append(of(weir, [*[seen(r, n) for n, r in enumerate(weir.revisions)], empty, gone]))
    # wayback-machine-downloader -s: a site, each file under the moments of its own captures.
    hall.url = "http://oxcombe.example.com/market%20hall/"
    for r in hall.revisions:
        folder = f"websites/oxcombe.example.com/{stamp(r.time)}"
        fixture.file(f"{folder}/market hall/index.html", page(hall, r, dressed=False))
        fixture.file(f"{folder}/style.css", "p { color: red }")
    fixture.articles.append(of(hall, [seen(r, n) for n, r in enumerate(hall.revisions)]))
    fixture.write()


def archivebox(stories):
    fixture = Fixture("archivebox")
    weir, hall = stories["weir-sluice"], stories["market-hall"]
    weir.url, hall.url = "https://harlevalley.example.org/news/weir-sluice", "https://oxcombe.example.com/market-hall"

    def seconds(time):
        return int(datetime.fromisoformat(time.replace("Z", "+00:00")).timestamp())

    fixture.file("ArchiveBox.conf", "[SERVER_CONFIG]\n")
    fixture.file("sources/1583053205-import.txt", weir.url)
    for n, r in enumerate(weir.revisions):
        folder = f"archive/{seconds(r.time)}"
        url = weir.url if n == 0 else f"{weir.url}#{r.time}"
        if n % 2:
            fixture.file(f"{folder}/index.jsonl", '{"type": "ArchiveResult"}\n' + json.dumps({"type": "Snapshot", "url": url, "title": r.title}) + "\n")
            fixture.file(f"{folder}/singlefile.html", page(weir, r))
            fixture.file(f"{folder}/output.html", "<html><title>404 Not Found</title><h1>Not Found</h1></html>")
        else:
            fixture.file(f"{folder}/index.json", json.dumps({"url": url, "title": r.title, "timestamp": str(seconds(r.time))}))
            text = "".join(f"<p>{html.escape(p, quote=False)}</p>" for p in r.paragraphs)
            fixture.file(f"{folder}/readability/content.html", f"<div>{text}</div>")
    fixture.articles.append(of(weir, [seen(r, n) for n, r in enumerate(weir.revisions)]))
    for r in hall.revisions:
        folder = f"archive/{seconds(r.time)}.5"
        fixture.file(f"{folder}/index.json", json.dumps({"url": hall.url, "title": None}))
        fixture.file(f"{folder}/oxcombe.example.com/market-hall.html", page(hall, r))
    # A folder without an index of its own: the database alone knows what it is of.
    last = hall.revisions[-1]
    fixture.file(f"archive/{seconds(last.time) + 60}/singlefile.html", page(hall, last))
    again = datetime.fromtimestamp(seconds(last.time) + 60, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = [{**seen(r, n), "time": r.time.replace("Z", ".5Z")} for n, r in enumerate(hall.revisions)]
    fixture.articles.append(of(hall, [*found, {**seen(last, len(found)), "time": again}]))
    fixture.file(
        "index.sqlite3",
        database(
            'CREATE TABLE "core_snapshot" ("id" char(32) NOT NULL PRIMARY KEY, "url" varchar(200) NOT NULL, "timestamp" varchar(32) NOT NULL UNIQUE, '
            '"title" varchar(128) NULL, "added" datetime NOT NULL, "updated" datetime NULL, "tags" varchar(256) NULL);',
            [("INSERT INTO core_snapshot VALUES (?, ?, ?, ?, ?, NULL, NULL)", [
                ("00000000000000000000000000000001", hall.url, str(seconds(last.time) + 60), last.title, last.time),
                ("00000000000000000000000000000002", weir.url, str(seconds(weir.revisions[0].time)), "Another title", weir.revisions[0].time),
                ("00000000000000000000000000000003", "https://oxcombe.example.com/gone", "1583059999", "Gone", last.time),
            ])],
        ),
    )
    fixture.file("archive/1583053999/index.json", json.dumps({"url": "https://oxcombe.example.com/failed", "title": None}))
    # It has no page, and what the database calls "gone" has no folder.
    fixture.problems.append({"file": "index.sqlite3"})
    fixture.write()


def saved(stories):
    fixture = Fixture("html")
    weir, hall, bees, clock = (stories[s] for s in ["weir-sluice", "market-hall", "gap-years", "clock-tower"])
    # By a browser, with the folder of its parts; by SingleFile, which says when; from the Wayback Machine.
    comment = f"<!-- saved from url=({len(weir.url):04d}){weir.url} -->"
    one, two, three = weir.revisions[0], weir.revisions[1], weir.revisions[2]
    fixture.file("Weir.html", comment + page(weir, one))
    fixture.file("Weir_files/frame.html", "<html><body><p>An advertisement, of which nobody wants to read a word.</p></body></html>")
    single = f"<!--\n Page saved with SingleFile \n url: {weir.url} \n saved date: Sun Mar 01 2020 13:30:45 GMT+0100 (Central European Standard Time)\n-->"
    fixture.file("single.html", page(weir, two, head=single))
    trail = "<!--\n     FILE ARCHIVED ON 18:00:00 Mar 01, 2020 AND RETRIEVED FROM THE\n     INTERNET ARCHIVE ON 01:02:03 Jan 04, 2021.\n-->"
    bar = "<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id=wm-ipp><p>12 captures, of this very page, from 2020 to 2021</p></div><!-- END WAYBACK TOOLBAR INSERT -->"
    link = f'<link rel="canonical" href="https://web.archive.org/web/20200301180000/{html.escape(weir.url)}">'
    replayed = page(weir, three).replace("<header", bar + "<header", 1).replace("</head>", link + "</head>") + trail
    fixture.file("replayed.htm", replayed)
    fixture.articles.append(of(weir, [seen(two, 0), seen(three, 1), {**seen(one, 2), "time": "file"}]) | {"title": one.title})
    # Pages that do not say where they are from: the time in the name alone tells them apart.
    for r in hall.revisions:
        fixture.file(f"hall/hall-{stamp(r.time)}.html", page(hall, r, dressed=False))
    fixture.articles.append({"title": hall.revisions[-1].title, "revisions": [seen(r, n) for n, r in enumerate(hall.revisions)]})
    # In the encoding that the page names, and by its canonical address.
    r = bees.revisions[0]
    body = page(bees, r, charset="windows-1252").replace("</head>", f'<link rel=canonical href="{bees.url}"></head>')
    fixture.file("bees.html", body.encode("windows-1252", "xmlcharrefreplace"))
    fixture.articles.append({**of(bees, [{**seen(r, 0), "time": "file"}]), "title": r.title})
    fixture.write()


def zipped(stories):
    fixture = Fixture("zip")
    weir, hall = stories["weir-sluice"], stories["market-hall"]
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        def add(name, content, method=zipfile.ZIP_DEFLATED):
            archive.writestr(zipfile.ZipInfo(name, (2020, 3, 1, 12, 0, 0)), content, method)
        crawl = packed([info("2020-03-01T09:00:00Z"), *[response(weir.url, r.time, page(weir, r).encode()) for r in weir.revisions]])
        add("archive/data.warc.gz", crawl, zipfile.ZIP_STORED)
        add("archive/more.warc", response(hall.url, hall.revisions[0].time, page(hall, hall.revisions[0]).encode()))
        add("indexes/index.cdxj", f'x)/ 20200301090005 {{"url": "{weir.url}"}}\n')
        add("pages/pages.jsonl", '{"format": "json-pages-1.0", "id": "pages"}\n')
        add("datapackage.json", '{"profile": "data-package", "wacz_version": "1.1.1"}')
    fixture.file("crawl.wacz", data.getvalue())
    fixture.articles.append(of(weir, [seen(r, n) for n, r in enumerate(weir.revisions)]))
    fixture.articles.append({**of(hall, [seen(hall.revisions[0], 0)]), "title": hall.revisions[0].title})
    fixture.write()


def main():
    for make in [warc, cdx, wayback, archivebox, saved, zipped]:
        make({p.stem: Story(p) for p in sorted((HERE / "fixture-stories").glob("*.txt"))})


if __name__ == "__main__":
    main()
