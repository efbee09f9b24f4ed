#!/usr/bin/env python3
"""Writes assets/sample from the sources in tests/sample: `make_sample.py` writes, `make_sample.py --check` compares.

The output depends on the sources only: no clock, no random numbers, gzip without a time of its own.
"""
import gzip
import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True

import newssniffer_pages as pages
from sample_story import Story, typeset

ROOT = Path(__file__).resolve().parent.parent
SOURCES, OUT = ROOT / "tests" / "sample", ROOT / "assets" / "sample"


def article(story, listed=False):
    """Our own JSON: an article an object; paragraphs as one text, or as a list."""
    def text(rev):
        return {"paragraphs": rev.paragraphs} if listed else {"text": "\n".join(rev.paragraphs)}
    versions = [{"version": r.number, "title": r.title, "created_at": r.time, **text(r)} for r in story.revisions]
    return {"source": story.outlet, "url": story.url, "title": story.revisions[-1].title, "versions": versions}


def line(value):
    return json.dumps(value, ensure_ascii=False) + "\n"


def indented(value):
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def revision_lines(story, numbered=True):
    """Our own JSON, a revision a line."""
    for rev in story.revisions:
        row = {"url": story.url, "source": story.outlet, "title": rev.title, "created_at": rev.time}
        if numbered:
            row["version"] = rev.number
        yield line({**row, "text": "\n".join(rev.paragraphs)})


def texts(story, suffix, name):
    """A folder of texts: the headline is the first line (`# ` before it in Markdown), blank lines between paragraphs."""
    for rev in story.revisions:
        digits = rev.time.rstrip("Z")
        stem = digits[:16].replace(":", "-") if name == "dashed" else "".join(c for c in digits if c.isdigit())
        head = ("# " if suffix == "md" else "") + rev.title
        yield f"{story.slug}/{stem}.{suffix}", "\n\n".join([head, *rev.paragraphs]) + "\n"


def files(stories):
    """Every file of the sample: path inside it, bytes."""
    one = stories.__getitem__
    out = {}
    for slug in SINGLE:
        out[f"{slug}.json"] = indented(article(one(slug)))
    for slug in LISTED:
        out[f"{slug}.json"] = indented(article(one(slug), listed=True))
    for name, slugs in ARRAYS.items():
        out[name] = indented([article(one(s)) for s in slugs])
    for name, slugs in ARTICLE_LINES.items():
        out[name] = "".join(line(article(one(s))) for s in slugs)
    for name, slugs in REVISION_LINES.items():
        out[name] = "".join(row for s in slugs for row in revision_lines(one(s), s not in UNNUMBERED))
    for slug, (suffix, name) in TEXTS.items():
        out.update((f"texts/{path}", text) for path, text in texts(one(slug), suffix, name))
    for slug, (number, shown) in SNIFFER_HTML.items():
        for kind, *versions in shown:
            story, place = one(slug), f"newssniffer/{slug}"
            if kind == "article":
                out[f"{place}-article.html"] = pages.article_page(story, number)
            elif kind == "version":
                out[f"{place}-version-{versions[0]}.html"] = pages.version_page(story, number, *versions)
            else:
                out[f"{place}-diff-{versions[0]}-{versions[1]}.html"] = pages.diff_page(story, number, *versions)
    for slug, (shape, base, target) in SNIFFER_TEXT.items():
        out[f"newssniffer-text/{slug}-{base}-{target}.txt"] = pages.saved(one(slug), shape, base, target)
    raw = {name: text.encode("utf-8") for name, text in out.items()}
    return {name: gzip.compress(data, mtime=0) if name.endswith(".gz") else data for name, data in raw.items()}


# Which article goes into which file, and in which form.
SINGLE = ["ferry-kestrel-sound", "harcastle-trial", "jiangwan-ditie"]
LISTED = ["doktorarbeit-seefeld"]
ARRAYS = {
    "council-and-science.json": ["millbrook-budget", "sleep-enzyme"],
    "world.json": ["lac-de-brevane", "mahattat-noor", "two-spellings"],
}
ARTICLE_LINES = {
    "health-and-heat.jsonl": ["sunvine-tea", "heat-record"],
    "storm-aud-live.jsonl.gz": ["storm-aud-live"],
}
REVISION_LINES = {
    "osmark-and-stratus.jsonl": ["osmark-count", "cloud-outage"],
    "moor-fire.jsonl.gz": ["moor-fire"],
}
UNNUMBERED = ["osmark-count", "moor-fire"]
TEXTS = {"rovers-cup-replay": ("txt", "dashed"), "nam-thuam-talat": ("md", "digits")}
SNIFFER_HTML = {
    "larder-results": (204001, [("article",), ("diff", 0, 1), ("diff", 1, 2), ("diff", 3, 4), ("version", 2)]),
    "quayside-arrest": (204002, [("article",), ("diff", 0, 1), ("diff", 4, 5)]),
}
SNIFFER_TEXT = {
    "ottoline-brack-obituary": ("A", 0, 1),
    "velmond-painting": ("A-dropped", 0, 1),
    "harle-bridge": ("B", 0, 1),
    "oat-biscuit-recall": ("C", 0, 1),
}


def plain(name, data):
    """Compressed files are compared by what they hold: zlib's output differs between its versions."""
    return gzip.decompress(data) if name.endswith(".gz") else data


def promises(stories):
    """What `assets/SAMPLE.md` promises and an edit of a source could break unnoticed."""
    for story in stories.values():
        assert 2 <= len(story.revisions) <= 12, story.slug
        assert all(6 <= len(r.paragraphs) for r in story.revisions[1:]), story.slug
        for old, new in zip(story.revisions, story.revisions[1:]):
            assert (old.title, old.paragraphs) != (new.title, new.paragraphs), (story.slug, new.number)
    state = {(s.slug, r.number): r for s in stories.values() for r in s.revisions}
    count = [state["osmark-count", n] for n in (1, 2, 3)]
    assert count[0].paragraphs == count[2].paragraphs != count[1].paragraphs
    before, after = (state["rovers-cup-replay", n] for n in (1, 2))
    assert [typeset(p) for p in before.paragraphs] == after.paragraphs
    outage = stories["cloud-outage"].revisions
    assert [r.number for r in outage] == [0, 1, 3, 4, 7, 8] and outage[2].time is None and outage[4].time < outage[3].time
    assert len(stories["storm-aud-live"].revisions[-1].paragraphs) > 40


def main():
    stories = {path.stem: Story(path) for path in sorted(SOURCES.glob("*.txt"))}
    promises(stories)
    made = files(stories)
    assert sum(map(len, made.values())) < 600_000
    found = {str(p.relative_to(OUT)): p for p in OUT.rglob("*") if p.is_file()}
    if "--check" in sys.argv:
        wrong = sorted(n for n in made.keys() | found.keys()
                       if n not in made or n not in found or plain(n, found[n].read_bytes()) != plain(n, made[n]))
        if wrong:
            raise SystemExit("assets/sample differs from its sources: " + ", ".join(wrong))
        return
    for name in found.keys() - made.keys():
        found[name].unlink()
    for name, data in made.items():
        path = OUT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    print(f"{len(stories)} articles, {len(made)} files, {sum(map(len, made.values())):,} bytes")


if __name__ == "__main__":
    main()
