"""Reads the sources of the sample: one file an article, its first text whole, every later revision as edits.

    outlet: harbour-post            what the dump calls its source
    url: https://example.org/...
    @ 0 | 2024-03-05T08:30:00Z      a revision: number, time seen (or null)
    # Headline                      carried over where not given
    a: A paragraph.                 a paragraph has a key; the same key again replaces its text
    b > a: New.                     a new paragraph after a (`<`: before a)
    a ~ old => new                  words in a paragraph; old must stand there exactly once
    a >> b                          moves a after b (`<<`: before b)
    - b                             takes a paragraph out
    ! revert 0                      the whole state of an earlier revision
    ! typography                    straight quotation marks and hyphens become typeset ones
"""
import re


class Revision:
    def __init__(self, number, time, title, paragraphs):
        self.number, self.time, self.title, self.paragraphs = number, time, title, paragraphs


class Story:
    def __init__(self, path):
        self.slug, self.outlet, self.url, self.revisions = path.stem, "", "", []
        self._states = {}
        self._title, self._keys, self._texts = "", [], {}
        head, number, time = True, None, None
        for place, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if not line.strip():
                continue
            try:
                if line.startswith("@ "):
                    self._close(number, time)
                    number, time = (part.strip() for part in line[2:].split("|"))
                    number, time, head = int(number), None if time == "null" else time, False
                elif head:
                    name, value = line.split(": ", 1)
                    setattr(self, {"outlet": "outlet", "url": "url"}[name], value.strip())
                else:
                    self._apply(line)
            except (ValueError, KeyError, AssertionError) as error:
                raise SystemExit(f"{path}:{place}: {error!r}: {line[:100]}")
        self._close(number, time)

    def _close(self, number, time):
        if number is None:
            return
        self._states[number] = (self._title, list(self._keys), dict(self._texts))
        self.revisions.append(Revision(number, time, self._title, [self._texts[k] for k in self._keys]))

    def _apply(self, line):
        if line.startswith("# "):
            self._title = line[2:]
        elif line.startswith("- "):
            self._keys.remove(line[2:].strip())
        elif line.startswith("! revert "):
            title, keys, texts = self._states[int(line[9:])]
            self._title, self._keys, self._texts = title, list(keys), dict(texts)
        elif line.strip() == "! typography":
            self._title = typeset(self._title)
            self._texts = {k: typeset(t) for k, t in self._texts.items()}
        elif m := re.match(r"(\w+) ~ (.*?) =>(?: (.*))?$", line):
            key, old, new = m[1], m[2], m[3] or ""
            assert key in self._keys, f"no paragraph {key}"
            found = self._texts[key].count(old)
            assert found == 1, f"{old!r} stands {found} times in {self._texts[key]!r}"
            self._texts[key] = self._texts[key].replace(old, new)
        elif m := re.match(r"(\w+) (>>|<<) (\w+)$", line):
            self._keys.remove(m[1])
            self._keys.insert(self._keys.index(m[3]) + (m[2] == ">>"), m[1])
        elif m := re.match(r"(\w+) ([<>]) (\w+): (.*)$", line):
            assert m[1] not in self._keys, f"{m[1]} is there already"
            self._keys.insert(self._keys.index(m[3]) + (m[2] == ">"), m[1])
            self._texts[m[1]] = m[4]
        elif m := re.match(r"(\w+): (.*)$", line):
            if m[1] not in self._keys:
                self._keys.append(m[1])
            self._texts[m[1]] = m[2]
        else:
            raise ValueError("no such edit")


def typeset(text):
    """Curly quotation marks, dashes and no-break spaces, as a newsroom's later software sets them."""
    text = re.sub(r'(^|[\s(\u2014\[])"', "\\1\u201c", text)
    text = text.replace('"', "\u201d")
    text = re.sub(r"(^|[\s(\u201c])'", "\\1\u2018", text)
    text = text.replace("'", "\u2019")
    text = text.replace(" - ", " \u2013 ").replace("...", "\u2026")
    text = re.sub(r"(\d)-(\d)", "\\1\u2013\\2", text)
    return re.sub(r"(\d) (km|metres|minutes|million|per cent)\b", "\\1\u00a0\\2", text)
