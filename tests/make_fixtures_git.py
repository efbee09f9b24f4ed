#!/usr/bin/env python3
"""Writes tests/fixtures/{git,newsdiffs} and what a reader is to find in each.

A repository cannot lie inside of another, so each is kept as the stream that `git fast-import` reads: `NAME.fast-import`
becomes the repository NAME with a work tree, `NAME.bare.fast-import` a bare one (tests/source/repository.rs does that).
The keys of `NAME.EXPECTED.json` are those of tests/make_fixtures.py. Needs the `git` command, for the ids of the commits
that NewsDiffs' database names. All texts are invented.
"""
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUT = HERE / "fixtures"


class Stream:
    """Commits of one branch, as git reads them."""

    def __init__(self, branch="main"):
        self.branch, self.bytes, self.marks = branch, bytearray(), 0

    def data(self, data):
        data = data.encode() if isinstance(data, str) else data
        self.bytes += b"data %d\n%s\n" % (len(data), data)

    def commit(self, subject, at, files, author="Ada Byron <ada@e.example>", committer=None, branch=None, merge=None, source=None, encoding=None):
        """Files: path to text, to None (deleted), to (mode, text or id)."""
        self.marks += 1
        self.bytes += f"commit refs/heads/{branch or self.branch}\nmark :{self.marks}\n".encode()
        author = author.encode(encoding or "utf-8")
        self.bytes += b"author %s %s\n" % (author, at.encode())
        self.bytes += b"committer %s\n" % (committer.encode() if committer else author + b" " + at.encode())
        if encoding:
            self.bytes += f"encoding {encoding}\n".encode()
        self.data(subject.encode(encoding or "utf-8"))
        if source:
            self.bytes += f"from :{source}\n".encode()
        if merge:
            self.bytes += f"merge :{merge}\n".encode()
        for path, text in files.items():
            mode = b"100644"
            if isinstance(text, tuple):
                mode, text = text
            quoted = b'"' + path.encode() + b'"'
            if text is None:
                self.bytes += b"D " + quoted + b"\n"
            elif mode == b"160000":
                self.bytes += b"M 160000 " + text.encode() + b" " + quoted + b"\n"
            else:
                self.bytes += b"M " + mode + b" inline " + quoted + b"\n"
                self.data(text)
        return self.marks


def revision(number, title, time, *text, **more):
    return {"number": number, "title": title, "time": time, "paragraphs": len(text), "text": list(text), **more}


def write(name, files, articles, problems=()):
    folder = OUT / name
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data.encode() if isinstance(data, str) else bytes(data))
    told = {"articles": articles, "problems": list(problems)}
    (OUT / f"{name}.EXPECTED.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def git_fixtures():
    blog = Stream()
    ferry = ("---\ntitle: \"The night ferry\"\ndate: 2020-07-07\ntags: [sea]\n---\n\nThe night ferry will run until the end of October, the\n"
             "port office said on Saturday.\n\n> Nobody asked us,\n> said the pilots.\n\nTickets will cost fourteen crowns.\n")
    wider = ferry.replace("the\nport", "the port")
    cheaper = wider.replace("fourteen", "twelve")
    bees = ("Bees on the clock\n=================\n\n.. note:: Nobody was stung.\n\nA swarm settled on the clock of the town hall.\n"
            "It stayed for a day.\n\n.. code-block:: sh\n\n   date --set yesterday\n")
    readme = "Letters from the harbour\n\nTexts about ferries and bees and cafés that nobody should take for\nnews, since all of them were made up by us, who have never seen the\nharbour.\n"
    blog.commit("Begin", "1594116000 +0200", {"posts/ferry.md": ferry, "notes/bees.rst": bees, "README": readme, "make.py": "print(1)\n",
                                              "data.json": "{\"a\": 1}\n", "link.md": (b"120000", "posts/ferry.md"),
                                              "lib": (b"160000", "4b825dc642cb6eb9a060e54bf8d69288fbee4904")})
    blog.commit("Rewrap\n\nNothing else.", "1594119600 +0200", {"posts/ferry.md": wider})
    move = blog.commit("Move and make cheaper", "1594123200 -0500", {"posts/ferry.md": None, "posts/night-ferry.md": cheaper},
                       committer="Bo Dale <bo@e.example> 1594209600 +0000")
    side = blog.commit("A second swarm", "1594130000 +0200", {"notes/bees.rst": bees.replace("A swarm", "A second swarm")},
                       branch="side", source=move)
    blog.commit("Merge the second swarm", "1594133600 +0200", {"notes/bees.rst": bees.replace("A swarm", "A second swarm")}, merge=side)
    blog.commit("Café shut", "1594140000 +0200", {"cafe.md": b"\xef\xbb\xbf# Caf\xc3\xa9 shut\r\n\r\nThe caf\xc3\xa9 is shut\r\nfor good.\r\n"},
                author="Zoë <zoe@e.example>", encoding="ISO-8859-1")
    blog.commit("Open again", "1594143600 +0200", {"cafe.md": None})
    blog.commit("Shut again", "1594147200 +0200", {"cafe.md": "# Café shut\n\nThe café is shut for the winter.\n"})
    blog.commit("Large files", "1594150800 +0200", {"kept.md": "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 12345\n"})
    letters = Stream()
    verse = "The tide came in\nbefore the moon\nhad found the pier\n\nand then it left\nwithout a word\nto anybody here\n"
    letters.commit("A poem", "1600000000 +0000", {"poem.txt": verse, "requirements.txt": "numpy==1.0\nflask\n"})
    letters.commit("A word", "1600003600 +0000", {"poem.txt": verse.replace("moon", "stars")})
    ferry_text = ["The night ferry will run until the end of October, the port office said on Saturday.",
                  "> Nobody asked us, said the pilots.", "Tickets will cost fourteen crowns."]
    cheap = ferry_text[:2] + ["Tickets will cost twelve crowns."]
    bees_text = ["Nobody was stung.", "A swarm settled on the clock of the town hall. It stayed for a day.", "   date --set yesterday"]
    poem = ["The tide came in", "before the moon", "had found the pier", "and then it left", "without a word", "to anybody here"]
    articles = [
        {"files": ["blog/.git/posts/night-ferry.md"], "source": "blog", "title": "The night ferry", "revisions": [
            revision(0, "The night ferry", "2020-07-07T10:00:00Z", *ferry_text),
            revision(1, "The night ferry", "2020-07-07T11:00:00Z", *ferry_text),
            revision(2, "The night ferry", "2020-07-07T12:00:00Z", *cheap)]},
        {"files": ["blog/.git/notes/bees.rst"], "source": "blog", "title": "Bees on the clock", "revisions": [
            revision(0, "Bees on the clock", "2020-07-07T10:00:00Z", *bees_text),
            revision(1, "Bees on the clock", "2020-07-07T13:53:20Z", bees_text[0], bees_text[1].replace("A swarm", "A second swarm"), bees_text[2])]},
        {"files": ["blog/.git/README"], "source": "blog", "title": "Letters from the harbour", "revisions": [
            revision(0, "Letters from the harbour", "2020-07-07T10:00:00Z",
                     "Texts about ferries and bees and cafés that nobody should take for news, since all of them were made up by us, who have "
                     "never seen the harbour.")]},
        {"files": ["blog/.git/cafe.md"], "source": "blog", "title": "Café shut", "revisions": [
            revision(0, "Café shut", "2020-07-07T16:40:00Z", "The café is shut for good."),
            revision(1, "Café shut", "2020-07-07T18:40:00Z", "The café is shut for the winter.")]},
        {"files": ["blog/.git/kept.md"], "source": "blog", "title": "kept", "revisions": [
            revision(0, "", "2020-07-07T19:40:00Z", state="partial")]},
        {"files": ["letters/poem.txt"], "source": "letters", "title": "poem", "revisions": [
            revision(0, "", "2020-09-13T12:26:40Z", *poem),
            revision(1, "", "2020-09-13T13:26:40Z", *[line.replace("moon", "stars") for line in poem])]},
    ]
    write("git", {"blog.fast-import": blog.bytes, "letters.bare.fast-import": letters.bytes}, articles,
          [{"file": "blog/.git"}])


def commits(stream):
    """The ids of a stream's commits, oldest first."""
    with tempfile.TemporaryDirectory() as folder:
        run = lambda *a, **k: subprocess.run(["git", "-C", folder, *a], check=True, capture_output=True, **k).stdout
        run("init", "-q", "-b", "master")
        run("fast-import", "--quiet", input=bytes(stream.bytes))
        return run("rev-list", "--reverse", "master").decode().split()


EST = timezone(timedelta(hours=-5))
EDT = timezone(timedelta(hours=-4))


class Month:
    """A month's repository, and the rows that tell of it."""

    def __init__(self):
        self.stream, self.rows = Stream("master"), []
        self.save("Initial commit", {"x": ""}, datetime(2012, 6, 1, tzinfo=EDT))

    def save(self, subject, files, at):
        offset = int(at.utcoffset().total_seconds() // 3600)
        self.stream.commit(subject, f"{int(at.timestamp())} {offset:+03d}00", files, author="NewsDiffs <n@e.example>")

    def version(self, path, at, date, title, byline, *paragraphs, boring=False, listed=True, shift=timedelta()):
        text = "\n".join(line.strip() for line in [date, title, byline, "", "\n\n".join(paragraphs)]).strip()
        known = any(row[0] == path for row in self.rows)
        self.save(f"{'Change to' if known else 'Adding file'} {path}", {path: text}, at + timedelta(seconds=3))
        self.rows.append((path, (at + shift).replace(tzinfo=None), title, byline, boring, listed))


def newsdiffs_fixtures():
    june, july = Month(), Month()
    ferry, late = "www.harbour.example/2012/06/17/ferry.html", "It was late on Monday."
    june.version(ferry, datetime(2012, 6, 17, 15, 4, 5, tzinfo=EDT), "June 17, 2012", "Ferry late", "By ADA BYRON", late, "Nobody knew why.")
    june.version(ferry, datetime(2012, 6, 17, 16, 0, 0, tzinfo=EDT), "June 17, 2012", "Ferry late", "By ADA BYRON", late, "Everybody knew why.")
    june.save("Reformat " + ferry, {ferry: "June 17, 2012\nFerry late\nBy ADA BYRON\n\nReformatted, and no version."}, datetime(2012, 6, 17, 16, 30, tzinfo=EDT))
    # The store says one thing of the time, the database another: the store was built anew.
    june.version(ferry, datetime(2012, 6, 18, 9, 0, 0, tzinfo=EDT), "June 18, 2012", "Ferry late again", "By ADA BYRON", late, shift=timedelta(days=3))
    cafe = "https:/cafe.example/shut"
    june.version(cafe, datetime(2012, 6, 20, 12, 0, 0, tzinfo=EDT), "", "Café shut", "", "The café is shut.")
    # No date line, so that the headline is the first line, which NewsDiffs does not look at.
    june.version(cafe, datetime(2012, 6, 20, 13, 0, 0, tzinfo=EDT), "", "Café open", "", "The café is shut.", boring=True)
    july.version("bees.example/swarm", datetime(2012, 11, 4, 1, 30, 0, tzinfo=EDT), "4 November 2012", "Bees on the clock", "By Bo Dale", "A swarm settled.")
    lost = "www.harbour.example/lost.html"
    tables = sqlite3.connect(":memory:")
    tables.executescript("""
        CREATE TABLE "Articles" ("id" integer NOT NULL PRIMARY KEY, "url" varchar(255) NOT NULL UNIQUE, "initial_date" datetime NOT NULL,
          "last_update" datetime NOT NULL, "last_check" datetime NOT NULL, "git_dir" varchar(255) NOT NULL);
        CREATE TABLE "version" ("id" integer NOT NULL PRIMARY KEY, "article_id" integer NOT NULL REFERENCES "Articles" ("id"),
          "v" varchar(255) NOT NULL UNIQUE, "title" varchar(255) NOT NULL, "byline" varchar(255) NOT NULL, "date" datetime NOT NULL,
          "boring" bool NOT NULL, "diff_json" varchar(255));
        CREATE TABLE "upvotes" ("id" integer NOT NULL PRIMARY KEY, "article_id" integer NOT NULL, "diff_v1" varchar(255) NOT NULL,
          "diff_v2" varchar(255) NOT NULL, "creation_time" datetime NOT NULL, "upvoter_ip" varchar(255) NOT NULL);
    """)
    urls = {}

    def add(path, month, at, title, byline, boring, commit):
        url = path.replace("https:/", "https://", 1) if path.startswith("https:/") else "http://" + path
        if url not in urls:
            urls[url] = len(urls) + 1
            tables.execute("INSERT INTO Articles VALUES(?,?,?,?,?,?)",
                           (urls[url], url, str(at), str(at), "1901-01-01 00:00:00", month))
        tables.execute("INSERT INTO version(article_id,v,title,byline,date,boring) VALUES(?,?,?,?,?,?)",
                       (urls[url], commit, title, byline, str(at), boring))

    for name, month in (("2012-06", june), ("2012-11", july)):
        ids = [i for i, s in zip(commits(month.stream), subjects(month.stream)) if s.startswith(("Adding", "Change"))]
        for (path, at, title, byline, boring, listed), commit in zip(month.rows, ids):
            if listed:
                add(path, name, at, title, byline, boring, commit)
    # A version whose commit is not in the store, and one that was never seen.
    add(lost, "2012-06", datetime(2012, 6, 21, 10, 0), "Lost and found", "By Ada", False, "0" * 40)
    add(lost, "2012-06", "1901-01-01 00:00:00", "Lost", "By Ada", False, "1" * 40)
    tables.commit()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "newsdiffs.db")
        tables.execute("PRAGMA page_size = 1024")
        tables.execute("VACUUM INTO ?", (path,))
        database = Path(path).read_bytes()
    bare = Month()
    bare.version("tide.example/a", datetime(2013, 1, 5, 12, 0, 0, tzinfo=EST), "Jan. 5, 2013", "High tide", "By Bo Dale", "The water came up.", "It went down.")
    bare.version("tide.example/a", datetime(2013, 1, 5, 14, 0, 0, tzinfo=EST), "Jan. 5, 2013", "High tide", "By Bo Dale", "The water came up.", "It stayed.")
    escape = lambda t: "".join(f"\\u{ord(c):04X}" if c in "\\'\"<>&=-;\n\r" else c for c in t)
    old, new = ("March 1, 2014\nFog\nBy Ada Byron\n\nFog lay on the pier.\n\nIt's <thick>.", "March 1, 2014\nFog\nBy Ada Byron\n\nFog lay on the pier.\n\nIt's thin.")
    link = "http://fog.example/pier"
    facts = (f"<h2>Comparing: Fog</h2><h3><a href=\"{link}\">{link}</a></h3><ul><li><del>Pink: Archived March 1, 2014 at  3:04pm EDT</del></li>"
             "<li><ins>Green: Archived March 1, 2014 at  5:04pm EDT</ins></li></ul><p>No previous revision | <a href=\"/article-history/fog.example/pier\">All"
             " changes</a> | No later revision</p><form action=\"/upvote/\" method=POST><input type=hidden name=article_url value=" + link +
             "><input type=hidden name=diff_v1 value=501><input type=hidden name=diff_v2 value=504></form><hr>")
    diff = ("<!DOCTYPE html><html><head><title>Diffing: Fog</title><script src=\"/static/diff_match_patch_uncompressed.js\"></script>"
            f"<script type=\"text/javascript\">\n  var text1 = '{escape(old)}';\n  var text2 = '{escape(new)}';\n</script></head><body>"
            f"{facts}<div><div id=\"compare\"></div></div></body></html>")
    history = ("<!DOCTYPE html><html><head><title>Article View</title></head><body><h1>Fog (fog.example), Change Log</h1>"
               f"<h3><a href=\"{link}\">{link}</a></h3><h3>By Ada Byron | First archived on March 1, 2014, 3:04 p.m.</h3>"
               "<table class=\"table table-condensed\"><thead><tr><td>Headline</td><td>Date/Time EST Archived</td><td>Compare</td></tr></thead>"
               "<tr><td><a href=\"\">Fog lifts</a></td><td>March 2, 2014, noon</td><td><a href=\"/diff/504/507/fog.example/pier\">(Compare)</a></td></tr>"
               "<tr><td><a href=\"\">Fog</a></td><td>March 1, 2014, 5:04 p.m.</td><td><a href=\"/diff/501/504/fog.example/pier\">(Compare)</a></td></tr>"
               "<tr><td><a href=\"\">Fog</a></td><td>March 1, 2014, 3:04 p.m.</td><td></td></tr></table></body></html>")
    dom = ("<html><body>" + facts.replace("fog.example/pier", "snow.example/a").replace("Fog", "Snow").replace("501", "601").replace("504", "604") +
           "<div><div id=\"compare\"><span>March 1, 2014<br>Snow<br>By Ada Byron<br><br>Snow fell [...] all day.<br>It was </span>"
           "<del style=\"background:#ffe6e6;\">thick</del><ins style=\"background:#e6ffe6;\">thin &amp; wet</ins><span>.</span></div></div></body></html>")
    view = json.dumps({"title": "Rain", "byline": "By Ada Byron", "date": "2014-03-03T15:04:00",
                       "text": "March 3, 2014\nRain\nBy Ada Byron\n\nRain fell.\n\nIt fell for a day."})
    articles = [
        {"files": ["site/articles/2012-06/" + ferry], "source": "harbour.example", "url": "http://" + ferry, "title": "Ferry late again", "revisions": [
            revision(0, "Ferry late", "2012-06-17T19:04:08Z", late, "Nobody knew why."),
            revision(1, "Ferry late", "2012-06-17T20:00:03Z", late, "Everybody knew why."),
            revision(2, "Ferry late again", "2012-06-21T13:00:00Z", late)]},
        {"files": ["site/articles/2012-06/" + cafe], "source": "cafe.example", "url": "https://cafe.example/shut", "title": "Café open", "revisions": [
            revision(0, "Café shut", "2012-06-20T16:00:03Z", "The café is shut."),
            revision(1, "Café open", "2012-06-20T17:00:03Z", "The café is shut.")]},
        {"files": ["site/articles/2012-11/bees.example/swarm"], "source": "bees.example", "url": "http://bees.example/swarm", "title": "Bees on the clock",
         "revisions": [revision(0, "Bees on the clock", "2012-11-04T05:30:03Z", "A swarm settled.")]},
        {"files": ["site/newsdiffs.db"], "source": "harbour.example", "url": "http://" + lost, "title": "Lost and found", "revisions": [
            revision(0, "Lost", None, state="partial"),
            revision(1, "Lost and found", "2012-06-21T14:00:00Z", state="partial")]},
        {"files": ["alone/tide.example/a"], "source": "tide.example", "url": "http://tide.example/a", "title": "High tide", "revisions": [
            revision(0, "High tide", "2013-01-05T17:00:03Z", "The water came up.", "It went down."),
            revision(1, "High tide", "2013-01-05T19:00:03Z", "The water came up.", "It stayed.")]},
        {"files": ["pages/diff.html", "pages/history.html"], "source": "fog.example", "url": link, "title": "Fog lifts", "revisions": [
            revision(501, "Fog", "2014-03-01T20:04:00Z", "Fog lay on the pier.", "It's <thick>.", state="whole"),
            revision(504, "Fog", "2014-03-01T22:04:00Z", "Fog lay on the pier.", "It's thin.", state="whole"),
            revision(507, "Fog lifts", "2014-03-02T17:00:00Z", state="partial")]},
        {"files": ["pages/rendered.html"], "source": "snow.example", "url": "http://snow.example/a", "title": "Snow", "revisions": [
            revision(601, "Snow", "2014-03-01T20:04:00Z", "Snow fell", "all day.", "It was thick.", state="partial"),
            revision(604, "Snow", "2014-03-01T22:04:00Z", "Snow fell", "all day.", "It was thin & wet.", state="partial")]},
        {"files": ["pages/view.json"], "title": "Rain", "revisions": [revision(0, "Rain", "2014-03-03T20:04:00Z", "Rain fell.", "It fell for a day.")]},
    ]
    write("newsdiffs", {"site/articles/2012-06.bare.fast-import": june.stream.bytes, "site/articles/2012-11.fast-import": july.stream.bytes,
                        "site/newsdiffs.db": database, "alone.bare.fast-import": bare.stream.bytes, "pages/diff.html": diff,
                        "pages/history.html": history, "pages/rendered.html": dom, "pages/view.json": view}, articles,
          [{"file": "site/articles/2012-06"}])


def subjects(stream):
    with tempfile.TemporaryDirectory() as folder:
        run = lambda *a, **k: subprocess.run(["git", "-C", folder, *a], check=True, capture_output=True, **k).stdout
        run("init", "-q", "-b", "master")
        run("fast-import", "--quiet", input=bytes(stream.bytes))
        return run("log", "--reverse", "--format=%s", "master").decode().splitlines()


if __name__ == "__main__":
    git_fixtures()
    newsdiffs_fixtures()
