#!/usr/bin/env python3
"""Writes tests/fixtures/{mediawiki,changedetection} and what a reader is to find in each, from stories that we invented.

The layouts are those of MediaWiki's `XmlDumpWriter.php` (schema 0.3 to 0.11, stubs, suppressed parts, extra slots) and of
changedetection.io's data folder (old and new). The keys of `NAME.EXPECTED.json` are said at the head of make_fixtures.py.
Needs the packages `brotli`, `py7zr`, `zstandard`.
"""
import bz2
import gzip
import hashlib
import html
import io
import json
import sys
from datetime import datetime
from pathlib import Path

import brotli
import py7zr

sys.dont_write_bytecode = True

from make_fixtures import HERE, Fixture, known
from sample_story import Story

WIKIS = {"aster": ("astewiki", "https://aster.example.org/wiki/Home"), "old": ("", "http://old.example.org/index.php?title=Home")}


def head(version, wiki):
    database, base = WIKIS[wiki]
    dbname = f"<dbname>{database}</dbname>" if database else ""
    return (f'<mediawiki xmlns="http://www.mediawiki.org/xml/export-{version}/" version="{version}" xml:lang="en">\n'
            f"  <siteinfo>\n    <sitename>Aster notes</sitename>\n    {dbname}\n    <base>{base}</base>\n"
            '    <namespaces>\n      <namespace key="0" case="first-letter" />\n'
            '      <namespace key="6" case="first-letter">Bildwerk</namespace>\n'
            '      <namespace key="14" case="first-letter">Schublade</namespace>\n    </namespaces>\n  </siteinfo>\n')


def wikitext(title, paragraphs, place):
    """Paragraphs as a wiki's editors write them."""
    lines = ["{{Infobox town", f"| name = {title}", f"| seen = {{{{date|{place}}}}}", "}}", "<!-- for editors -->"]
    for number, text in enumerate(paragraphs):
        words = html.escape(text, quote=False).split(" ")
        if number == 0 and len(words) > 4:
            words[1:3] = ["'''" + " ".join(words[1:3]) + "'''"]
        elif len(words) > 5:
            words[2] = f"[[{words[2]}]]" if number % 2 else f"[[Aster (town)|{words[2]}]]"
            words[4] = f"''{words[4]}''<ref name=\"r{number}\">{{{{cite|{place}}}}}</ref>"
        lines += [" ".join(words), ""]
    return "\n".join([*lines, "[[Bildwerk:Pier.jpg|thumb|The [[pier]]]]", "{| class=\"wikitable\"", "|-", "| a || b", "|}",
                      "[[Schublade:Towns]]", "[[de:Aster]]"])


def revision(number, time, text, version, parent=None, inner=""):
    schema = float(version.split(".")[1])
    size = len(text.encode())
    attributes = f' bytes="{size}"' if schema >= 6 else ""
    parts = [f"<id>{number}</id>"]
    if parent and schema >= 7:
        parts.append(f"<parentid>{parent}</parentid>")
    parts += [f"<timestamp>{time}</timestamp>", f"<contributor><username>Ada {number}</username><id>7</id></contributor>"]
    parts.append(f"<comment>state {number} &amp; more</comment>" if number % 2 else "<minor />")
    if schema >= 10:
        parts += [f"<origin>{number}</origin>"] if schema >= 11 else []
        parts += ["<model>wikitext</model>", "<format>text/x-wiki</format>"]
    parts.append(inner or f'<text{attributes} xml:space="preserve">{html.escape(text, quote=True)}</text>')
    if schema >= 7:
        parts.append("<sha1>g9chqqg94myzq11c56ixvq7o1yg75n9</sha1>")
    return "    <revision>\n      " + "\n      ".join(parts) + "\n    </revision>\n"


def page(number, title, revisions, more=""):
    return f"  <page>\n    <title>{html.escape(title)}</title>\n    <ns>0</ns>\n    <id>{number}</id>\n{more}{''.join(revisions)}  </page>\n"


def mediawiki(stories):
    fix = Fixture("mediawiki")

    def put(name, version, wiki, story, number, pack=lambda b: b):
        title = story.revisions[-1].title
        states = [r for r in story.revisions if r.time]
        made = [revision(100 * number + r.number, r.time, wikitext(title, r.paragraphs, r.number), version, 100 * number + r.number - 1)
                for r in states]
        dump = head(version, wiki) + page(number, title, made) + "</mediawiki>\n"
        fix.file(name, pack(dump.encode()))
        source = WIKIS[wiki][0] or "old.example.org"
        start = WIKIS[wiki][1].removesuffix("Home")
        escaped = title.replace(" ", "_").replace("?", "%3F").replace("&", "%26")
        fix.articles.append({"files": [name], "source": source, "url": start + escaped, "title": title, "revisions": [
            known(100 * number + r.number, title, r.time, r.paragraphs) for r in states]})

    def sevenz(data):
        out = io.BytesIO()
        with py7zr.SevenZipFile(out, "w", filters=[{"id": py7zr.FILTER_LZMA2, "preset": 5}]) as archive:
            archive.writestr(data, "history.xml")
        return out.getvalue()

    def multistream(data):
        half = len(data) // 2
        return bz2.compress(data[:half]) + bz2.compress(data[half:])

    weir, clock, hall = stories["weir-sluice"], stories["clock-tower"], stories["market-hall"]
    put("pages-meta-history.xml", "0.11", "aster", weir, 1)
    put("pages-meta-history2.xml.7z", "0.10", "aster", hall, 2, sevenz)
    put("multistream.xml.bz2", "0.8", "aster", clock, 3, multistream)
    put("old-export.xml.gz", "0.3", "old", clock, 4, gzip.compress)
    stub = [revision(501, "2020-01-01T00:00:00Z", "", "0.11", inner='<text bytes="20" id="9" />'),
            revision(502, "2020-01-02T00:00:00Z", "", "0.11", inner='<text bytes="21" location="tt:9" />')]
    fix.file("stub-meta-history.xml.gz", gzip.compress((head("0.11", "aster") + page(5, "Talk:Pier", stub) + "</mediawiki>").encode()))
    fix.articles.append({"files": ["stub-meta-history.xml.gz"], "source": "astewiki", "title": "Talk:Pier", "revisions": [
        {"number": n, "time": f"2020-01-0{n - 500}T00:00:00Z", "paragraphs": 0, "state": "partial"} for n in (501, 502)]})
    redirect = page(6, "Quay", [revision(601, "2020-01-01T00:00:00Z", "#REDIRECT [[Pier]]", "0.11")], '    <redirect title="Pier" />\n')
    fix.file("redirects.xml", head("0.11", "aster") + redirect + "</mediawiki>")
    fix.articles.append({"files": ["redirects.xml"], "title": "Quay", "revisions": [known(601, "Quay", "2020-01-01T00:00:00Z", ["→ Pier"])]})
    return fix


def changedetection(stories):
    fix = Fixture("changedetection")
    watching = {}

    def seconds(time):
        return int(datetime.fromisoformat(time.replace("Z", "+00:00")).timestamp())

    def put(place, story, old=False, container=False, packed=False, gone=()):
        uuid = f"0a1b2c3d-{place:04d}-4000-8000-00000000000{place}"
        states, lines = [r for r in story.revisions if r.time], []
        for r in states:
            text = "\n".join(r.paragraphs).encode()
            name = hashlib.md5(text).hexdigest() + ".txt"
            if r.number not in gone:
                fix.file(f"{uuid}/{name}" + (".br" if packed else ""), brotli.compress(text) if packed else text)
            shown = f"/datastore/{uuid}/{name}" if container else name + (".br" if packed and r.number % 2 else "")
            lines.append(f"{seconds(r.time)},{shown}")
        fix.file(f"{uuid}/history.txt", ("\r\n" if container else "\n").join(lines) + "\n")
        title = states[-1].title
        about = {"url": story.url, "title": title if old else None, "page_title": title, "uuid": uuid, "paused": False}
        if old:
            watching[uuid] = about
        else:
            fix.file(f"{uuid}/watch.json", json.dumps(about))
        host = story.url.split("/")[2]
        fix.articles.append({"files": [uuid], "source": host.removeprefix("www."), "url": story.url, "title": title, "revisions": [
            known(n, title, r.time, r.paragraphs) for n, r in enumerate(r for r in states if r.number not in gone)]})
        if gone:
            fix.problems.append({"file": uuid})

    put(1, stories["weir-sluice"], old=True, container=True)
    put(2, stories["market-hall"], packed=True)
    put(3, stories["clock-tower"], gone=(stories["clock-tower"].revisions[0].number,))
    fix.file("url-watches.json", json.dumps({"watching": watching}))
    fix.file("changedetection.json", json.dumps({"settings": {}}))
    return fix.untitled()


def main():
    stories = {p.stem: Story(p) for p in sorted((HERE / "fixture-stories").glob("*.txt"))}
    for fixture in (mediawiki(stories), changedetection(stories)):
        fixture.write()


if __name__ == "__main__":
    main()
