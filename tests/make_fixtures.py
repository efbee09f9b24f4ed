#!/usr/bin/env python3
"""Writes tests/fixtures/{json,texts,newssniffer-html,newssniffer-text} and what a reader is to find in each.

`NAME.EXPECTED.json` beside a folder lists its articles. In each: `files` it comes from, `source`, `url`, `title`,
`gaps` (first and last missing number), and a revision by revision `number`, `title`, `time`, `paragraphs`, and their
`text`. Left out is what a reader is free in. `optional`: the article need not be there. `more`: its files hold more
than is listed. A folder is meant to be opened as a whole. Revisions are listed by number; their order in a timeline is
not told. `time` "file" is the file's own time. `sides` of a compare page saved as text: `inferred` (both texts are the
truth, a reader may err) or `older incomplete` (the older revision lists what is known of it). `problems`: files, with
the line where there is one, of which a reader has something to say. Headlines of texts: the first line, where a blank
line follows, without `# `.
Needs the package `zstandard`.
"""
import bz2
import copy
import gzip
import json
import re
import shutil
import sys
from pathlib import Path

import zstandard

sys.dont_write_bytecode = True

import newssniffer_pages as pages
from sample_story import Story

HERE = Path(__file__).resolve().parent
OUT = HERE / "fixtures"
# In News Sniffer's own texts tags are left over from the outlet's page; elsewhere they are text.
INLINE_TAGS = {"newssniffer-db", "newssniffer-sql", "newssniffer-scrape"}
HOSTILE = ["Before \x1b]0;owned\x07 after, \x1b[2J and \x9b31m.", "A \u202edesrever\u202c word, a NUL:\x00, a \u2066run\u2069.",
           "<script>alert('x')</script> & <b>bold</b> &amp; so on."]


def known(number, title, time, text):
    return {"number": number, "title": title, "time": time, "paragraphs": len(text), "text": text}


def told(story, numbers=None, **more):
    """What a reader is to find of a story, of the revisions of these numbers."""
    shown = [r for r in story.revisions if numbers is None or r.number in numbers]
    return {**more, "source": story.outlet, "url": story.url, "title": shown[-1].title,
            "revisions": [known(r.number, r.title, r.time, r.paragraphs) for r in shown]}


class Fixture:
    """A folder of files, and what is expected of it."""

    def __init__(self, name):
        self.name, self.files, self.articles, self.problems = name, {}, [], []

    def file(self, path, data):
        self.files[path] = data.encode("utf-8") if isinstance(data, str) else data

    def untitled(self):
        """Its titles name the articles and are no headlines of their revisions."""
        for article in (a for a in self.articles if not a.get("optional")):
            article["revisions"] = [{**r, "title": ""} if "title" in r else r for r in article["revisions"]]
        return self

    def write(self):
        folder = OUT / self.name
        shutil.rmtree(folder, ignore_errors=True)
        for path, data in self.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        told = {"articles": self.articles, "problems": self.problems}
        told = json.dumps(told, ensure_ascii=True, indent=1)
        if self.name in INLINE_TAGS:
            told = re.sub("</?b>", "", told)
        (OUT / f"{self.name}.EXPECTED.json").write_text(told + "\n")
        print(self.name, len(self.files), "files,", len(self.articles), "articles")


def json_article(slug, title, texts, source="plain-press", start=10):
    """An article of our own JSON and what is expected of it, but for the files."""
    url = f"https://plain.example.org/{slug}"
    versions = [{"version": n, "title": title, "created_at": f"2020-07-07T{start + n}:00:00Z", "text": "\n".join(text)}
                for n, text in enumerate(texts)]
    article = {"source": source, "url": url, "title": title, "versions": versions}
    found = {"source": source, "url": url, "title": title,
             "revisions": [known(v["version"], title, v["created_at"], t) for v, t in zip(versions, texts)]}
    return article, found


def compact(value):
    return json.dumps(value, ensure_ascii=False)


def revision(url, source, title, time, text, **more):
    return compact({"url": url, "source": source, "title": title, "created_at": time, "text": text, **more})


def json_fixture():
    fix = Fixture("json")

    def put(name, data, *found):
        fix.file(name, data)
        fix.articles += [{"files": [name], **f} for f in found]

    article, found = json_article("kites", "Kites over Millbrook", [
        ["Forty kites flew over Millbrook on Tuesday.", "One got away."],
        ["Forty-one kites flew over Millbrook on Tuesday.", "One got away.", "It was found in Wexby."]])
    put("single.json", json.dumps(article, indent=2), found)

    pairs = [json_article(f"list-{n}", f"Item {n} of a list", [[f"Paragraph of item {n}.", "Another."]]) for n in (1, 2)]
    put("array.json", compact([a for a, _ in pairs]), *(f for _, f in pairs))

    first, second = (json_article(f"line-{n}", f"Line {n}", [[f"Text of line {n}."], [f"New text of line {n}."]]) for n in (1, 3))
    broken = compact(json_article("line-2", "Line 2", [["Lost."]])[0])[:70]
    lines = "\r\n".join([compact(first[0]), broken, "", compact(second[0]), ""])
    put("bom-crlf-broken.jsonl", "\ufeff" + lines, first[1], second[1])
    fix.problems.append({"file": "bom-crlf-broken.jsonl", "line": 2})

    swan, heron = "https://birds.example.org/swan", "https://birds.example.org/heron"
    rows = [
        revision(swan, "bird-desk", "Swan on the line", "2021-01-02T08:00:00Z", "A swan sat on the line.\nTrains waited.", version=0),
        revision(heron, "bird-desk", "Heron in the font", "2021-01-02T08:30:00+02:00", "A heron was found in the font."),
        revision(swan, "bird-desk", "Swan leaves line", None, "A swan sat on the line.\nIt has gone.", version=1),
        '{"url": "' + swan + '", "text": 12',
        revision(heron, "bird-desk", "Heron in the font", "2021-01-03T09:00:00.250Z", "Two herons were found in the font.", extra={"a": [1]}),
        revision(swan, "bird-desk", "Swan leaves line", "2021-01-02T12:00:00Z", "A swan sat on the line.\nIt has flown.", version=5),
    ]
    grouped = [
        {"source": "bird-desk", "url": swan, "title": "Swan leaves line", "gaps": [[2, 4]], "revisions": [
            known(0, "Swan on the line", "2021-01-02T08:00:00Z", ["A swan sat on the line.", "Trains waited."]),
            known(1, "Swan leaves line", None, ["A swan sat on the line.", "It has gone."]),
            known(5, "Swan leaves line", "2021-01-02T12:00:00Z", ["A swan sat on the line.", "It has flown."])]},
        {"source": "bird-desk", "url": heron, "title": "Heron in the font", "revisions": [
            known(0, "Heron in the font", "2021-01-02T06:30:00Z", ["A heron was found in the font."]),
            known(1, "Heron in the font", "2021-01-03T09:00:00.250Z", ["Two herons were found in the font."])]},
    ]
    put("revisions.jsonl", "\n".join(rows), *grouped)
    fix.problems.append({"file": "revisions.jsonl", "line": 4})

    row = [revision("https://birds.example.org/wren", "bird-desk", f"Wren {n}", f"2021-02-0{n + 1}T00:00:00Z",
                    f"A wren, seen {n} times.\nIt sang.", version=n) for n in range(3)]
    put("revisions.jsonl.gz", gzip.compress(("\n".join(row) + "\n").encode(), mtime=0), {
        "source": "bird-desk", "url": "https://birds.example.org/wren", "title": "Wren 2", "revisions": [
            known(n, f"Wren {n}", f"2021-02-0{n + 1}T00:00:00Z", [f"A wren, seen {n} times.", "It sang."]) for n in range(3)]})

    for name, pack in (("packed.json.bz2", bz2.compress), ("packed.jsonl.zst", zstandard.ZstdCompressor().compress)):
        suffix = name.rsplit(".", 1)[1]
        article, found = json_article(f"packed-{suffix}", f"Packed as {suffix}", [["One."], ["One.", "Two."]])
        put(name, pack((compact(article) + "\n").encode()), found)

    article, found = json_article("cafe", "Café “Zum Löwen” closes", [
        ["The café “Zum Löwen” in Warnhorst closes after 112 years.", "„Schön war’s“, said the owner, Jörg Böttcher – and wept."]])
    put("windows-1252.json", compact(article).encode("windows-1252"), found)
    article, found = json_article("utf16", "Η γέφυρα άνοιξε", [["Η γέφυρα άνοιξε ξανά.", "🚋 Περνά και το τραμ."]])
    put("utf-16.json", compact(article).encode("utf-16"), found)

    article, found = json_article("listed", "Paragraphs as a list", [["One.", "Two."], ["One.", "Two, changed.", "Three."]])
    for version in article["versions"]:
        version["paragraphs"] = version.pop("text").split("\n")
    put("paragraphs-list.json", compact(article), found)

    put("missing-fields.json", compact({"url": "https://plain.example.org/bare", "versions": [
        {"text": "Only a text."}, {"title": "Only a headline"}, {"created_at": "not a time", "text": "A bad time.", "version": "2"}, 
        {"created_at": "2020-02-30T10:00:00Z", "text": "No such day.", "version": 3}]}),
        {"url": "https://plain.example.org/bare", "title": "Only a headline", "revisions": [
            {"number": 0, "time": None, "paragraphs": 1, "text": ["Only a text."]}, known(1, "Only a headline", None, []),
            {"time": None, "paragraphs": 1, "text": ["A bad time."]},
            {"time": None, "paragraphs": 1, "text": ["No such day."]}]})

    put("null-times.json", compact({"source": "plain-press", "url": "https://plain.example.org/null", "title": "No times", "versions": [
        {"version": n, "title": "No times", "created_at": None, "text": f"State {n}."} for n in range(3)]}),
        {"source": "plain-press", "url": "https://plain.example.org/null", "title": "No times",
         "revisions": [known(n, "No times", None, [f"State {n}."]) for n in range(3)]})

    put("empty-versions.json", compact([
        {"source": "plain-press", "url": "https://plain.example.org/none", "title": "Nothing kept", "versions": []},
        {"source": "plain-press", "url": "https://plain.example.org/blank", "title": "Blank text", "versions": [
            {"version": 0, "title": "Blank text", "created_at": "2020-01-01T00:00:00Z", "text": ""},
            {"version": 1, "title": "Blank text", "created_at": "2020-01-02T00:00:00Z", "text": "Something.\n\n\nMore.\n"}]}]),
        {"optional": True, "source": "plain-press", "url": "https://plain.example.org/none", "title": "Nothing kept", "revisions": []},
        {"source": "plain-press", "url": "https://plain.example.org/blank", "title": "Blank text", "revisions": [
            known(0, "Blank text", "2020-01-01T00:00:00Z", []),
            known(1, "Blank text", "2020-01-02T00:00:00Z", ["Something.", "More."])]})

    put("same-numbers.json", compact({"source": "plain-press", "url": "https://plain.example.org/twice", "title": "Twice", "versions": [
        {"version": n, "title": "Twice", "created_at": f"2020-01-01T0{k}:00:00Z", "text": f"State {k}."}
        for k, n in enumerate((0, 1, 1))]}),
        {"source": "plain-press", "url": "https://plain.example.org/twice", "title": "Twice", "revisions": [
            {"title": "Twice", "time": f"2020-01-01T0{k}:00:00Z", "paragraphs": 1, "text": [f"State {k}."]} for k in range(3)]})

    # Tables as pandas writes them: by columns (times are milliseconds), split, by rows; and articles by their URLs.
    def table(name, shape):
        links = [f"https://plain.example.org/{name}-{n % 2}" for n in range(3)]
        rows = [{"Unnamed: 0": n, "title": f"Row {n}", "link": url, "time": 1594116000000 + n * 3600000, "text": f"Cell {n}.\nIts end.", "score": None}
                for n, url in enumerate(links)]
        state = lambda n: {"title": f"Row {n}", "time": f"2020-07-07T{10 + n}:00:00Z", "paragraphs": 2, "text": [f"Cell {n}.", "Its end."]}
        put(f"{name}.json", compact(shape(rows)), *({"url": links[n], "title": f"Row {last}", "revisions": [state(k) for k in states]}
                                                   for n, last, states in ((0, 2, (0, 2)), (1, 1, (1,)))))

    table("columns", lambda rows: {name: {str(n): row[name] for n, row in enumerate(rows)} for name in rows[0]})
    table("lists", lambda rows: {name: [row[name] for row in rows] for name in rows[0]})
    table("split", lambda rows: {"columns": list(rows[0]), "index": [0, 1, 2], "data": [list(row.values()) for row in rows]})
    table("index", lambda rows: {str(n): row for n, row in enumerate(rows)})
    put("by-url.json", json.dumps({f"https://plain.example.org/key-{n}": {"title": f"Key {n}", "created_at": "2020-07-07T10:00:00Z", "text": "It holds."}
                                   for n in range(2)}, indent=1),
        *({"url": f"https://plain.example.org/key-{n}", "title": f"Key {n}", "revisions": [known(0, f"Key {n}", "2020-07-07T10:00:00Z", ["It holds."])]}
          for n in range(2)))

    fix.file("hostile.json", compact({"source": "\x1b[31mred", "url": "https://hostile.example.net/", "title": "../../x", "versions": [
        {"version": 0, "title": "../../x", "created_at": "2020-01-01T00:00:00Z", "text": "\n".join(HOSTILE)},
        {"version": 1, "title": "\x1b]0;owned\x07../../x", "created_at": "2020-01-02T00:00:00Z", "text": "\n".join(HOSTILE[::-1])}]}))
    fix.articles.append({"files": ["hostile.json"], "url": "https://hostile.example.net/", "revisions": [
        {"number": n, "time": f"2020-01-0{n + 1}T00:00:00Z", "paragraphs": 3} for n in range(2)]})

    article, found = json_article("after-surrogate", "After a lone surrogate", [["Read all the same."]])
    bad = '{"url":"https://plain.example.org/surrogate","source":"s","versions":[{"version":0,"title":"x","text":"\\ud800"}]}'
    put("lone-surrogate.jsonl", bad + "\n" + compact(article) + "\n",
        {"optional": True, "url": "https://plain.example.org/surrogate"}, found)

    article, found = json_article("cut", "Cut short", [["Whole revision."]])
    cut = gzip.compress((compact(article) + "\n" + "".join(compact(json_article(f"cut-{n}", f"Cut {n}", [[str(n * n * 7919)]])[0]) + "\n"
                                                           for n in range(400))).encode(), mtime=0)
    put("cut-short.jsonl.gz", cut[:len(cut) // 2], found)
    fix.articles[-1]["more"] = True
    fix.problems.append({"file": "cut-short.jsonl.gz"})

    fix.file("deep.json", "[" * 20_000)
    fix.problems.append({"file": "deep.json"})
    fix.file("not-ours.json", compact({"name": "something else", "dependencies": {"a": "1.0"}}))
    return fix


def texts_fixture():
    fix = Fixture("texts")
    base = ["Rain fell on Saltholme for the 40th day.", "The council has ordered boats."]
    later = ["Rain fell on Saltholme for the 41st day.", "The council has ordered boats.", "Nobody has ordered an ark."]
    head = "Saltholme is wet"

    def article(folder, names, revisions):
        fix.articles.append({"files": [f"{folder}/{n}" for n in names], "title": revisions[-1]["title"], "revisions": revisions})

    def blank(title, text, hashes=""):
        return "\n\n".join([hashes + title, *text]) + "\n"

    fix.file("dashed/2020-07-07T10-00.txt", blank(head, base))
    fix.file("dashed/2020-07-07T13-05.txt", blank(head, later))
    article("dashed", ["2020-07-07T10-00.txt", "2020-07-07T13-05.txt"],
            [known(0, head, "2020-07-07T10:00:00Z", base), known(1, head, "2020-07-07T13:05:00Z", later)])

    fix.file("digits/20200707100000.md", blank("Saltholme is *wet*", base, "# "))
    fix.file("digits/20200708100000.md", "# Saltholme is *wet*\n\nRain fell on Saltholme\nfor the 41st day.\n\n" + "\n\n".join(later[1:]) + "\n")
    article("digits", ["20200707100000.md", "20200708100000.md"],
            [known(0, "Saltholme is *wet*", "2020-07-07T10:00:00Z", base), known(1, "Saltholme is *wet*", "2020-07-08T10:00:00Z", later)])

    fix.file("epoch/1594116000.txt", blank(head, base))
    fix.file("epoch/1594126800.txt", blank(head, later))
    article("epoch", ["1594116000.txt", "1594126800.txt"],
            [known(0, head, "2020-07-07T10:00:00Z", base), known(1, head, "2020-07-07T13:00:00Z", later)])

    name, text = "Düne bei Lüttenhagen rutscht", ["Die Düne ist um 3 Meter gewandert – nach Osten.", "„Sie will heim“, sagt Jörn Möller."]
    fix.file("encodings/2021-03-01T08-00.txt", blank(name, text).encode("windows-1252"))
    fix.file("encodings/2021-03-02T08-00.txt", blank(name, text[:1]).encode("utf-16"))
    fix.file("encodings/2021-03-03T08-00.txt", "\ufeff" + blank(name, text).replace("\n", "\r\n"))
    article("encodings", [f"2021-03-0{n}T08-00.txt" for n in (1, 2, 3)],
            [known(0, name, "2021-03-01T08:00:00Z", text), known(1, name, "2021-03-02T08:00:00Z", text[:1]),
             known(2, name, "2021-03-03T08:00:00Z", text)])

    fix.file("emptied/2022-01-01T00-00.txt", blank(head, base))
    fix.file("emptied/2022-01-02T00-00.txt", "")
    article("emptied", ["2022-01-01T00-00.txt", "2022-01-02T00-00.txt"],
            [known(0, head, "2022-01-01T00:00:00Z", base), known(1, "", "2022-01-02T00:00:00Z", [])])
    fix.articles[-1]["title"] = head

    fix.file("hostile/2022-01-01T00-00.md", blank("../../x", HOSTILE, "# "))
    fix.file("hostile/2022-01-02T00-00.md", blank("../../x", HOSTILE[::-1], "# "))
    fix.articles.append({"files": ["hostile/2022-01-01T00-00.md", "hostile/2022-01-02T00-00.md"], "title": "../../x", "revisions": [
        {"number": n, "title": "../../x", "time": f"2022-01-0{n + 1}T00:00:00Z", "paragraphs": 3} for n in range(2)]})

    fix.file("lone.txt", blank("A text by itself", ["It has one revision.", "That is all."]))
    fix.articles.append({"files": ["lone.txt"], "title": "A text by itself", "revisions": [
        known(0, "A text by itself", "file", ["It has one revision.", "That is all."])]})
    return fix


def html_fixture(stories):
    fix = Fixture("newssniffer-html")
    weir, clock, hall, bees, hostile = (stories[n] for n in ("weir-sluice", "clock-tower", "market-hall", "gap-years", "hostile"))
    fix.file("weir-article.html", pages.article_page(weir, 31))
    for a, b in ((0, 1), (1, 2), (3, 4)):
        fix.file(f"weir-diff-{a}-{b}.html", pages.diff_page(weir, 31, a, b))
    fix.file("weir-version-2.html", pages.version_page(weir, 31, 2))
    fix.articles.append(told(weir, files=["weir-article.html", *(f"weir-diff-{p}.html" for p in ("0-1", "1-2", "3-4")), "weir-version-2.html"]))
    fix.file("clock-diff-4-5.html", pages.diff_page(clock, 32, 4, 5, pages.NEVER))
    fix.articles.append(told(clock, files=["clock-diff-4-5.html"], gaps=[[0, 3]]))
    page = pages.diff_page(hall, 33, 0, 1)
    fix.file("hall-bom-crlf.html", "\ufeff" + page.replace("\n", "\r\n"))
    found = told(hall, files=["hall-bom-crlf.html"])
    for rev in found["revisions"]:
        rev.pop("text")
    fix.articles.append(found)
    for a, b in ((0, 1), (3, 4)):
        fix.file(f"bees/diff-{a}-{b}.html", pages.diff_page(bees, 34, a, b))
    fix.articles.append(told(bees, (0, 1, 3, 4), files=["bees/diff-0-1.html", "bees/diff-3-4.html"], gaps=[[2, 2]]))
    fix.file("hostile-diff-0-1.html", pages.diff_page(hostile, 35, 0, 1))
    fix.articles.append({"files": ["hostile-diff-0-1.html"], "title": "../../x",
                         "revisions": [{"number": n, "title": "../../x", "paragraphs": 3} for n in range(2)]})
    hall_page = pages.diff_page(hall, 36, 0, 1).replace(hall.url, "https://oxcombe.example.com/cut")
    fix.file("cut-short.html", hall_page[:hall_page.index("<tr id='p3'>") + 30])
    fix.articles.append({"files": ["cut-short.html"], "url": "https://oxcombe.example.com/cut", "title": "Market hall sold to Pye & Sons",
                         "more": True, "revisions": [{"number": 0}, {"number": 1}]})
    fix.file("withheld.html", pages.page("Article", "", "<p>This article cannot be shown for legal reasons</p>\n"))
    fix.articles.append({"files": ["withheld.html"], "optional": True})
    return fix


def text_fixture(stories):
    fix = Fixture("newssniffer-text")
    weir, clock, hall, hostile = (stories[n] for n in ("weir-sluice", "clock-tower", "market-hall", "hostile"))

    def put(name, story, shape, base, target, change=lambda text: text, status=pages.DONE, **more):
        story = copy.copy(story)
        story.url = f"https://oxcombe.example.com/saved/{name.split('.')[0]}"
        fix.file(name, change(pages.saved(story, shape, base, target, status)))
        found = told(story, (base, target), files=[name])
        by_number = {r.number: r for r in story.revisions}
        old, new = found["revisions"]
        for rev in (old, new):
            rev["time"] = None
        new["later"] = pages.distance(by_number[base].time, by_number[target].time).strip("()")
        found.update(status=status, sides="older incomplete" if shape == "B" else "inferred")
        if shape == "B":
            kept = {j for k, i, j in pages.rows(by_number[base].paragraphs, by_number[target].paragraphs) if k == "="}
            old["text"] = [p for j, p in enumerate(by_number[target].paragraphs) if j in kept]
            old.update(paragraphs=len(old["text"]), state="partial")
            if by_number[base].title != by_number[target].title:
                old.pop("title")
        if shape.startswith("A"):
            found.pop("url")
            old.pop("number"), new.pop("number")
        found.update(more)
        fix.articles.append(found)

    put("weir-a.cells.txt", weir, "A", 0, 1)
    put("weir-a-dropped.txt", weir, "A-dropped", 1, 2)
    put("weir-b.txt", weir, "B", 0, 1)
    put("weir-c.txt", weir, "C", 0, 1)
    put("clock-a-earlier.txt", clock, "A", 4, 5, status=pages.NEVER)
    put("clock-b-earlier.txt", clock, "B", 4, 5, status=pages.NEVER)
    put("hall-a-bom-crlf.txt", hall, "A", 0, 1, lambda t: "\ufeff" + t.replace("\n", "\r\n"))
    put("hall-c-1252.txt", hall, "C", 0, 1, lambda t: t.encode("windows-1252"))
    put("hostile-a.txt", hostile, "A", 0, 1)
    pager = "Previous version\n1\n2\n3\n4\nNext version\n"
    put("hall-b-pager.txt", hall, "B", 0, 1, lambda t: t.replace("Version 0 |", pager + "Version 0 |"))

    def without(line):
        return lambda text: text.replace(line + "\n", "", 1)

    put("weir-a-no-gap.txt", weir, "A", 3, 4, without(pages.distance(weir.revisions[3].time, weir.revisions[4].time)))
    fix.articles[-1]["revisions"][1].pop("later")
    put("weir-b-cut.txt", weir, "B", 2, 3, lambda t: t[:-60], more=True)
    for rev in fix.articles[-1]["revisions"]:
        rev.pop("text"), rev.pop("paragraphs")
    return fix


def main():
    stories = {p.stem: Story(p) for p in sorted((HERE / "fixture-stories").glob("*.txt"))}
    for fixture in (json_fixture(), texts_fixture(), html_fixture(stories), text_fixture(stories)):
        fixture.write()


if __name__ == "__main__":
    main()
