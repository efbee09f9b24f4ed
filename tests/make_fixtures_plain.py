#!/usr/bin/env python3
"""Writes tests/fixtures/{csv,tables,newsdiff,news-please,news-api} and what a reader is to find in each.

The layouts are those of the tools, quirks included: news-please's JSON files and the rows of its PostgreSQL tables
(times without a zone, "None" for none), JSON answers and CSV exports of news interfaces (texts cut with `[+1234 chars]`),
the tables of rmdes/newsdiff, the daily dumps and the export of ronnywang/newsdiff (written by PHP: `fputcsv`, slashes
escaped, line feeds as `\\n`). What the keys of an EXPECTED.json promise is said in make_fixtures.py. All articles are
invented.
"""
import csv
import gzip
import io
import json
import shutil
from pathlib import Path

OUT = Path(__file__).resolve().parent / "fixtures"


def known(number, title, time, text, **more):
    return {"number": number, "title": title, "time": time, "paragraphs": len(text), "text": text, **more}


class Fixture:
    def __init__(self, name):
        self.name, self.files, self.articles, self.problems = name, {}, [], []

    def file(self, path, data):
        self.files[path] = data.encode("utf-8") if isinstance(data, str) else data

    def found(self, files, url, title, revisions, **more):
        self.articles.append({"files": files, "url": url, "title": title, "revisions": revisions, **more})

    def write(self):
        folder = OUT / self.name
        shutil.rmtree(folder, ignore_errors=True)
        for path, data in self.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        told = {"articles": self.articles, "problems": self.problems}
        (OUT / f"{self.name}.EXPECTED.json").write_text(json.dumps(told, ensure_ascii=True, indent=1) + "\n")
        print(self.name, len(self.files), "files,", len(self.articles), "articles")


def table(names, rows, delimiter=",", end="\r\n", quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerow(names)
    writer.writerows(rows)
    return out.getvalue()


QUAY = "https://www.saltholme-post.example/news/quay-wall"
LAMPS = "https://www.saltholme-post.example/news/lamps"
QUAY_TEXTS = [
    ["The quay wall at Saltholme moved by 4 centimetres on Monday.", "“It is nothing,” the harbour master said."],
    ["The quay wall at Saltholme moved by 14 centimetres on Monday.", "“It is nothing,” the harbour master said.",
     "The fish market was closed."],
    ["The quay wall at Saltholme moved by 14 centimetres on Monday.", "The harbour master has resigned.",
     "The fish market was closed."],
]


def news_please():
    fix = Fixture("news-please")

    def crawl(stamp, download, text, title, **more):
        name = f"https%3A%2F%2Fwww.saltholme-post.example%2Fnews%2Fquay-wall_{stamp}.html.json"
        path = f"data/2021/03/0{1 + stamp % 3}/saltholme-post.example/{name}"
        row = {"authors": ["Edda Holm", "Jon Bakke"], "date_download": download, "date_modify": None,
               "date_publish": "2021-03-01 06:00:00", "description": "The wall moved.", "filename": name,
               "image_url": None, "language": "en", "localpath": None, "title": title, "title_page": title + " | Post",
               "title_rss": None, "source_domain": "www.saltholme-post.example", "maintext": "\n".join(text), "url": QUAY}
        row.update(more)
        fix.file(path, json.dumps(row))
        fix.file(path.removesuffix(".json"), f"<html><head><title>{title} | Post</title></head><body><p>" + "</p><p>".join(text) + "</p></body></html>")
        return path

    files = [crawl(1614600000 + n, f"2021-03-0{n + 1} 12:00:00", text, title)
             for n, (text, title) in enumerate(zip(QUAY_TEXTS[:2], ["Quay wall moves", "Quay wall moves further"]))]
    # The library's form: a text beside the main text, and "None" where there is no time.
    library = {"authors": [], "date_download": "None", "date_modify": "None", "date_publish": "None", "title": "Lamps out",
               "maintext": "All lamps are out.", "text": "All lamps are out.", "url": LAMPS,
               "source_domain": "www.saltholme-post.example", "filename": "lamps.json", "language": "en"}
    fix.file("lamps.json", json.dumps(library, indent=2))
    fix.found(["lamps.json"], LAMPS, "Lamps out", [known(0, "Lamps out", None, ["All lamps are out."])],
              source="www.saltholme-post.example")
    # Rows of its tables as PostgreSQL exports them: the current version, and those before it.
    columns = ["id", "date_modify", "date_download", "localpath", "filename", "source_domain", "url", "image_url", "title",
               "title_page", "title_rss", "maintext", "description", "date_publish", "authors", "language", "ancestor",
               "descendant", "version"]
    moor = "https://moor-gazette.example/peat"

    def row(number, version, ancestor, descendant, download, text):
        return [number, "", download, "/x", "peat.html", "moor-gazette.example", moor, "", "Peat burns", "Peat burns - Moor",
                "", text, "", "2020-11-01 00:00:00", "{\"Ole Ruud\",Liv}", "en", ancestor, descendant, version]

    fix.file("ArchiveVersions.csv", table(columns, [
        row(7, 1, 0, 9, "2020-11-01 10:00:00", "Peat burns on the moor.\nNobody is hurt."),
        row(9, 2, 7, 12, "2020-11-02 10:00:00", "Peat burns on the moor.\nTwo are hurt.")], end="\n"))
    fix.file("CurrentVersions.csv", table(columns, [
        row(12, 3, 9, 0, "2020-11-03 10:00:00", "Peat burnt on the moor.\nTwo are hurt.")], end="\n"))
    fix.found(["ArchiveVersions.csv", "CurrentVersions.csv"], moor, "Peat burns", [
        known(0, "Peat burns", "2020-11-01T10:00:00Z", ["Peat burns on the moor.", "Nobody is hurt."]),
        known(1, "Peat burns", "2020-11-02T10:00:00Z", ["Peat burns on the moor.", "Two are hurt."]),
        known(2, "Peat burns", "2020-11-03T10:00:00Z", ["Peat burnt on the moor.", "Two are hurt."])],
        source="moor-gazette.example")
    fix.found(files, QUAY, "Quay wall moves further", [
        known(0, "Quay wall moves", "2021-03-01T12:00:00Z", QUAY_TEXTS[0]),
        known(1, "Quay wall moves further", "2021-03-02T12:00:00Z", QUAY_TEXTS[1])], source="www.saltholme-post.example")
    return fix


def news_api():
    fix = Fixture("news-api")
    article = {"source": {"id": None, "name": "Saltholme Post"}, "author": "Edda Holm", "title": "Quay wall moves",
               "description": "The wall moved.", "url": QUAY, "urlToImage": None, "publishedAt": "2021-03-01T06:00:00Z",
               "content": "The quay wall at Saltholme moved by 4 centimetres on Mon… [+1234 chars]"}
    later = {**article, "title": "Quay wall moves further", "publishedAt": "2021-03-01T09:00:00Z",
             "content": "The quay wall at Saltholme moved by 14 centimetres on M… [+2011 chars]"}
    fix.file("everything.json", json.dumps({"status": "ok", "totalResults": 2, "articles": [later, article]}))
    fix.found(["everything.json"], QUAY, "Quay wall moves further", [
        known(0, "Quay wall moves", "2021-03-01T06:00:00Z", ["The quay wall at Saltholme moved by 4 centimetres on Mon…"], state="partial"),
        known(1, "Quay wall moves further", "2021-03-01T09:00:00Z", ["The quay wall at Saltholme moved by 14 centimetres on M…"], state="partial"),
    ], source="Saltholme Post")
    live = {"pagination": {"limit": 2, "offset": 0, "count": 1, "total": 1}, "data": [
        {"author": None, "title": "Lamps out", "description": "All lamps are out in Saltholme.", "url": LAMPS,
         "source": "Saltholme Post", "image": None, "category": "general", "language": "en", "country": "no",
         "published_at": "2021-03-05T18:00:00+00:00"}]}
    fix.file("mediastack.json", json.dumps(live))
    fix.found(["mediastack.json"], LAMPS, "Lamps out", [
        known(0, "Lamps out", "2021-03-05T18:00:00Z", ["All lamps are out in Saltholme."], state="partial")], source="Saltholme Post")
    return fix


def csvs():
    fix = Fixture("csv")
    stack = ["author", "title", "description", "url", "source", "image", "category", "language", "country", "published_at"]
    fix.file("mediastack.csv", "\ufeff" + table(stack, [
        ["", "Wall, moving", "The wall moved.\nIt groaned.", QUAY, "Post", "", "general", "en", "no", "2021-03-01T06:00:00+00:00"],
        ["", "Wall, moving", "The wall moved.\nIt groaned.", QUAY, "Post", "", "general", "en", "no", "2021-03-01T06:00:00+00:00"],
        ["", "Wall, moved", "The wall moved \"again\".", QUAY + "?utm_source=api", "Post", "", "general", "en", "no", "2021-03-02T06:00:00+00:00"]]))
    fix.found(["mediastack.csv"], QUAY, "Wall, moved", [
        known(0, "Wall, moving", "2021-03-01T06:00:00Z", ["The wall moved.", "It groaned."], state="partial"),
        known(1, "Wall, moved", "2021-03-02T06:00:00Z", ["The wall moved \"again\"."], state="partial")], source="Post")
    moor = "https://moor-gazette.example/ponies"
    fix.file("topics.csv", table(["topic", "link", "domain", "published_date", "title", "lang"], [
        ["NATION", moor, "moor-gazette.example", "2020-08-06 09:55:00", "Ponies, at large", "en"],
        ["NATION", moor, "moor-gazette.example", "2020-08-07 09:55:00", "Ponies caught", "en"]], delimiter=";", end="\n"))
    fix.found(["topics.csv"], moor, "Ponies caught", [
        known(0, "Ponies, at large", "2020-08-06T09:55:00Z", [], state="partial"),
        known(1, "Ponies caught", "2020-08-07T09:55:00Z", [], state="partial")], source="moor-gazette.example")
    wide = "https://moor-gazette.example/høne"
    fix.file("wide.tsv", table(["url", "headline", "fetched_at", "body"], [
        [wide, "Høne på taket", "2022-02-02T10:00:00+01:00", "Høna sto på taket.\nDen ville ned."]], delimiter="\t").encode("utf-16"))
    fix.found(["wide.tsv"], wide, "Høne på taket", [known(0, "Høne på taket", "2022-02-02T09:00:00Z", ["Høna sto på taket.", "Den ville ned."])])
    west = "https://moor-gazette.example/west"
    fix.file("windows-1252.csv", table(["url", "title", "date", "text"], [
        [west, "Gæs over Ærø", "2022-02-03", "Gæs fløj over Ærø – syv i alt."]]).encode("windows-1252"))
    fix.found(["windows-1252.csv"], west, "Gæs over Ærø", [known(0, "Gæs over Ærø", "2022-02-03T00:00:00Z", ["Gæs fløj over Ærø – syv i alt."])])
    cut = "https://moor-gazette.example/cut"
    fix.file("newsapi.csv", table(["source.name", "author", "title", "url", "publishedAt", "content"], [
        ["Moor Gazette", "Liv", "Cut", cut, "2022-02-04T00:00:00Z", "Only the beg… [+88 chars]"]], quoting=csv.QUOTE_ALL))
    fix.found(["newsapi.csv"], cut, "Cut", [known(0, "Cut", "2022-02-04T00:00:00Z", ["Only the beg…"], state="partial")], source="Moor Gazette")
    ragged = "https://moor-gazette.example/ragged"
    fix.file("ragged.csv", f"url,title,date,text\n{ragged},One,2022-01-01,First.\n{ragged},Two,2022-01-02\n{ragged},Three,2022-01-03,Third.,more\n")
    fix.found(["ragged.csv"], ragged, "Three", [
        known(0, "One", "2022-01-01T00:00:00Z", ["First."]), {"number": 1, "title": "Two", "time": "2022-01-02T00:00:00Z", "paragraphs": 0},
        known(2, "Three", "2022-01-03T00:00:00Z", ["Third."])], more=True)
    fix.problems += [{"file": "ragged.csv", "line": 3}, {"file": "ragged.csv", "line": 4}]
    fix.file("prices.csv", "name,price,stock\nnails,1,2\n")
    fix.problems.append({"file": "prices.csv"})
    return fix


def tables():
    fix = Fixture("tables")
    # rmdes/newsdiff, as psql's COPY … CSV HEADER gives it.
    fix.file("rmdes/articles.csv", table(["id", "feed_id", "url", "first_seen_at", "last_checked_at", "last_changed_at", "check_count"], [
        [1, 1, QUAY, "2026-03-26 08:00:00.12+00", "2026-03-27 08:00:00+00", "", 40],
        [2, 1, LAMPS, "2026-03-26 09:00:00+00", "", "", 1]], end="\n"))
    fix.file("rmdes/versions.csv", table(["id", "article_id", "title", "byline", "content_text", "content_hash", "version_number", "archive_url", "created_at"], [
        [11, 1, "Quay wall moves", "Edda Holm", "\n\n".join(QUAY_TEXTS[0]), "aa", 1, "https://web.archive.org/web/20260326080001/" + QUAY, "2026-03-26 08:00:00.12+00"],
        [14, 1, "Quay wall moves further", "Edda Holm", "\n\n".join(QUAY_TEXTS[1]), "ab", 2, "", "2026-03-26 10:00:00+00"],
        [12, 2, "Lamps out", "", "All lamps are out.", "ac", 1, "", "2026-03-26 11:00:00+02"],
        [19, 5, "Nobody's", "", "Of no article.", "ad", 1, "", "2026-03-26 12:00:00+00"]], end="\n"))
    fix.found(["rmdes/versions.csv"], QUAY, "Quay wall moves further", [
        known(1, "Quay wall moves", "2026-03-26T08:00:00.12Z", QUAY_TEXTS[0]),
        known(2, "Quay wall moves further", "2026-03-26T10:00:00Z", QUAY_TEXTS[1])])
    fix.found(["rmdes/versions.csv"], LAMPS, "Lamps out", [known(1, "Lamps out", "2026-03-26T09:00:00Z", ["All lamps are out."])])
    fix.articles.append({"files": ["rmdes/versions.csv"], "url": "", "title": "Nobody's", "revisions": [
        known(1, "Nobody's", "2026-03-26T12:00:00Z", ["Of no article."])]})
    fix.problems.append({"file": "rmdes/versions.csv"})
    # The same as its ORM gives it in JSON.
    heath = "https://heath.example/fire"
    fix.file("orm/articles.json", json.dumps([{"id": 1, "feedId": 1, "url": heath, "firstSeenAt": "2026-03-26T08:00:00.000Z", "checkCount": 3}]))
    fix.file("orm/versions.json", json.dumps([
        {"id": n, "articleId": 1, "title": "Heath fire", "byline": None, "contentText": f"The fire took {n} acres.", "contentHash": "a",
         "versionNumber": n, "archiveUrl": None, "createdAt": f"2026-03-26T0{n}:00:00.000Z"} for n in (1, 2, 3)], indent=1))
    fix.found(["orm/versions.json"], heath, "Heath fire", [
        known(n, "Heath fire", f"2026-03-26T0{n}:00:00Z", [f"The fire took {n} acres."]) for n in (1, 2, 3)])
    # ronnywang/newsdiff: written by PHP, line feeds as a backslash and an n.
    bridge = "https://bridge.example/news/5"
    fix.file("taiwan/news-list.csv.gz", gzip.compress(table(["news_id", "url", "source", "created_at"], [[5, bridge, 7, 1400000000]], end="\n").encode(), mtime=0))
    fix.file("taiwan/news-content.csv.gz", gzip.compress(table(["news_id", "time", "title", "body"], [
        [5, 1400000100, "大橋封閉", "大橋今天封閉。\\n記者 王小明"], [5, 1400003600, "404", "404"],
        [5, 1400007200, "大橋重開", "大橋今天重開。\\n記者 王小明"]], end="\n").encode(), mtime=0))
    fix.found(["taiwan/news-content.csv.gz"], bridge, "大橋重開", [
        known(0, "大橋封閉", "2014-05-13T16:55:00Z", ["大橋今天封閉。", "記者 王小明"]),
        {"number": 1, "time": "2014-05-13T17:53:20Z", "state": "error"},
        known(2, "大橋重開", "2014-05-13T18:53:20Z", ["大橋今天重開。", "記者 王小明"])], source="NowNews")
    # Files of these names that are no such tables are read by whatever knows them.
    fix.file("other/articles.json", json.dumps({"url": "https://other.example/a", "title": "A", "versions": [{"version": 0, "text": "Alpha."}]}))
    fix.file("other/versions.json", json.dumps({"url": "https://other.example/b", "title": "B", "versions": [{"version": 0, "text": "Beta."}]}))
    for letter, name, text in (("a", "articles", "Alpha."), ("b", "versions", "Beta.")):
        fix.found([f"other/{name}.json"], f"https://other.example/{letter}", letter.upper(), [known(0, letter.upper(), None, [text])])
    return fix


def newsdiff():
    fix = Fixture("newsdiff")

    def version(number, url, source, created, changed, title, body):
        row = {"id": number, "url": url, "normalized_id": "n" + number, "normalized_crc32": "1", "source": source,
               "created_at": created, "last_fetch_at": created, "last_changed_at": changed, "error_count": "0"}
        lines = [json.dumps(row).replace("/", "\\/"), json.dumps(title, ensure_ascii=False).replace("/", "\\/"),
                 json.dumps(body, ensure_ascii=False).replace("/", "\\/")]
        return "\n".join(lines) + "\n"

    weir, ferry, gone = (f"https://bridge.example/news/{n}" for n in ("weir", "ferry", "gone"))
    fix.file("20140513.txt.gz", gzip.compress((
        version("31", weir, "4", "1399939200", "1399950000", "水門開了", "水門今天開了。\n記者 李大同") +
        version("32", ferry, "16", "1399942800", "0", "渡輪停航", "渡輪今天停航。") +
        version("33", gone, "4", "1399946400", "1399946500", "404", "404") + "oops\n" +
        version("34", ferry + "/2", "4", "1399946400", "0", "渡輪", "渡輪。")).encode(), mtime=0))
    fix.file("20140513-diff.txt.gz", gzip.compress((
        version("31", weir, "4", "1399939200", "1399950000", "水門沒開", "水門今天沒開。\n記者 李大同") +
        version("31", weir, "4", "1399939200", "1399950000", "水門沒開", "水門今天沒開。\n記者 李大同、陳小美") +
        version("33", gone, "4", "1399946400", "1399946500", "回來了", "回來了。")).encode(), mtime=0))
    both = ["20140513.txt.gz", "20140513-diff.txt.gz"]
    fix.found(both, weir, "水門沒開", [
        known(0, "水門開了", "2014-05-13T00:00:00Z", ["水門今天開了。", "記者 李大同"]),
        known(1, "水門沒開", None, ["水門今天沒開。", "記者 李大同"]),
        known(2, "水門沒開", "2014-05-13T03:00:00Z", ["水門今天沒開。", "記者 李大同、陳小美"])], source="東森")
    fix.found(both[:1], ferry, "渡輪停航", [known(0, "渡輪停航", "2014-05-13T01:00:00Z", ["渡輪今天停航。"])], source="風傳媒")
    fix.found(both[:1], ferry + "/2", "渡輪", [known(0, "渡輪", "2014-05-13T02:00:00Z", ["渡輪。"])])
    fix.found(both, gone, "回來了", [
        {"number": 0, "time": "2014-05-13T02:00:00Z", "state": "error"},
        known(1, "回來了", "2014-05-13T02:01:40Z", ["回來了。"])])
    fix.problems.append({"file": "20140513.txt.gz", "line": 10})
    return fix


if __name__ == "__main__":
    for made in (news_please(), news_api(), csvs(), tables(), newsdiff()):
        made.write()
