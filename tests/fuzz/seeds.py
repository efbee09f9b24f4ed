#!/usr/bin/env python3
"""seeds.py OUT: what fuzzing begins with, made of the fixtures.

OUT/<fixture>         each file, and packed ones unpacked too       (target `format`, `any`)
OUT/folder-<fixture>  each folder of files as one input             (target `folder`)
OUT/sql-<fixture>     each database as the statements that make it  (target `database`)
OUT/<fixture>.dict    the words of it
"""
import bz2, collections, gzip, lzma, pathlib, re, sqlite3, subprocess, sys, tempfile

MOST = 64 << 10
fixtures = pathlib.Path(__file__).resolve().parent.parent / "fixtures"
out = pathlib.Path(sys.argv[1])


def put(folder, name, content):
    if len(content) <= MOST:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / re.sub(r"[^\w.-]", "_", name)[-100:]).write_bytes(content)


def unpacked(name, content):
    try:
        if name.endswith(".gz"):
            return gzip.decompress(content)
        return bz2.decompress(content) if name.endswith(".bz2") else None
    except (EOFError, OSError):  # Some are damaged on purpose.
        return None


def repository(script, path):
    """A repository as `git fast-import` makes it, bare, without what nobody reads."""
    subprocess.run(["git", "init", "-q", "--bare", str(path)], check=True)
    subprocess.run(["git", "-C", str(path), "fast-import", "--quiet"], input=script, check=True)
    for useless in ["hooks", "info", "description"]:
        subprocess.run(["rm", "-rf", str(path / useless)], check=True)


def packed(root):
    """A folder as one input of the target `folder`."""
    parts = []
    for file in sorted(p for p in root.rglob("*") if p.is_file()):
        content = file.read_bytes()
        parts.append(b"%s\n%d\n%s" % (str(file.relative_to(root)).encode(), len(content), content))
    return b"".join(parts[:64])


def commits(texts, parents=()):
    """A history as one input of the target `repository`; parents by letters, where they are not the commit before."""
    made = []
    for n, files in enumerate(texts):
        about = (parents[n] if parents else "") + f"author Ada <ada@e.example> {1594116000 + n * 3600} +0200\ncommitter Ada <ada@e.example> {1594116000 + n * 3600} +0200\n\nChange {n}\n"
        entries = [f"{mode}\x1f{name}\x1f{text}" for mode, name, text in files]
        made.append("\x1d".join([about, *entries]))
    return "\x1e".join(made).encode()


TEXT = "# The night ferry\n\nThe ferry was late.\nIt rained all night.\n\n- one\n- two\n"
put(out / "repository", "edits", commits([[("100644", "ferry.md", TEXT)], [("100644", "ferry.md", TEXT.replace("late", "early"))]]))
put(out / "repository", "renames", commits([
    [("100644", "a.rst", "Title\n=====\n\n" + TEXT), ("40000", "pages", "100644\x1fx.html\x1f<p>One.</p><p>Two.</p>\x1c120000\x1flink\x1f../a.rst")],
    [("100644", "b.rst", "Title\n=====\n\n" + TEXT), ("160000", "module", ""), ("100755", "c.tex", "\\\\section{A} Text \\\\emph{b}.")],
    [("100644", "b.org", "* Head\nText\n"), ("100644", "b.adoc", "= Head\n\nText\n----\ncode\n----\n")],
]))
MERGED = [TEXT, TEXT.replace("late", "early"), TEXT.replace("late", "gone"), TEXT, TEXT.replace("late", "gone"), TEXT.replace("one", "1"), TEXT]
put(out / "repository", "merged", commits([[("100644", "ferry.md", text), ("100644", "bee.md", TEXT if n % 3 else text)] for n, text in enumerate(MERGED)],
                                          ["", "A", "B", "A", "DC", "C", "EF"]))

for fixture in sorted(p for p in fixtures.iterdir() if p.is_dir()):
    words = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "copy"
        subprocess.run(["cp", "-r", str(fixture), str(copy)], check=True)
        for file in sorted(p for p in copy.rglob("*") if p.is_file()):
            name, content = str(file.relative_to(copy)), file.read_bytes()
            if name.endswith(".fast-import"):
                file.unlink()
                repository(content, file.with_name(file.name.split(".")[0]))
                continue
            plain = unpacked(name, content)
            put(out / fixture.name, name, content)
            put(out / fixture.name, name + ".plain", plain or b"")
            plain = plain or content
            if name.endswith((".xml", ".jsonl")):
                put(out / fixture.name, name + ".xz", lzma.compress(plain))
            words.update(re.findall(rb'[<"]?[A-Za-z_][\w:-]{2,24}["=>]?', plain))
            if plain.startswith(b"SQLite format 3"):
                database = pathlib.Path(folder) / "database"
                database.write_bytes(plain)
                statements = [s for s in sqlite3.connect(database).iterdump() if s not in ("BEGIN TRANSACTION;", "COMMIT;")]
                put(out / f"sql-{fixture.name}", name, "\n".join(statements).encode())
        roots = [copy] + [p for p in copy.rglob("*") if p.is_dir()]
        for root in roots:
            put(out / f"folder-{fixture.name}", "root" + str(root)[len(str(copy)):], packed(root))
    common = [word for word, _ in words.most_common(150)]
    entries = ['"' + "".join(f"\\x{b:02X}" if b in b'"\\' or b < 32 or b > 126 else chr(b) for b in w) + '"' for w in common]
    (out / f"{fixture.name}.dict").write_text("\n".join(entries) + "\n")
