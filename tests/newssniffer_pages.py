"""Renders invented articles as News Sniffer's pages, and as the plain text that page savers leave of its compare page.

Layout after the pages that johnl/news-sniffer writes; only the elements that a reader needs are kept. Rows come from a
longest common subsequence over paragraphs, as Ruby's Diff::LCS gives it: inside a changed block old and new paragraphs
are paired by position, and what is left over on one side follows.
"""
import html
import re
from datetime import datetime

DONE = "It last changed over 40 days ago and won't be checked again for changes."
NEVER = "It will not be checked again for changes."


def rows(old, new):
    """(kind, old index, new index) a row; kind is `=`, `!`, `-` or `+`."""
    m, n = len(old), len(new)
    common = [[0] * (n + 1) for _ in range(m + 1)]
    for i in range(m - 1, -1, -1):
        for j in range(n - 1, -1, -1):
            common[i][j] = common[i + 1][j + 1] + 1 if old[i] == new[j] else max(common[i + 1][j], common[i][j + 1])
    out, lost, found = [], [], []

    def flush():
        pairs = min(len(lost), len(found))
        out.extend(("!", a, b) for a, b in zip(lost, found))
        out.extend(("-", a, None) for a in lost[pairs:])
        out.extend(("+", None, b) for b in found[pairs:])
        lost.clear(), found.clear()

    i = j = 0
    while i < m or j < n:
        if i < m and j < n and old[i] == new[j]:
            flush()
            out.append(("=", i, j))
            i, j = i + 1, j + 1
        elif j >= n or (i < m and common[i + 1][j] >= common[i][j + 1]):
            lost.append(i)
            i += 1
        else:
            found.append(j)
            j += 1
    flush()
    return out


def instant(text):
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")


def minutes_text(text):
    return instant(text).strftime("%B %d, %Y %H:%M")


def distance(old, new):
    """The gap in Rails' words; the pages of the sample lie less than 30 days apart, or over two years."""
    seconds = int((instant(new) - instant(old)).total_seconds())
    minutes = (abs(seconds) + 30) // 60
    if minutes == 0:
        words = "less than a minute"
    elif minutes < 45:
        words = f"{minutes} minute" + ("s" if minutes > 1 else "")
    elif minutes < 1440:
        hours = max(1, (minutes + 30) // 60) if minutes >= 90 else 1
        words = f"about {hours} hour" + ("s" if hours > 1 else "")
    elif minutes < 43_200:
        days = (minutes + 720) // 1440 if minutes >= 2520 else 1
        words = f"{days} day" + ("s" if days > 1 else "")
    else:
        raise SystemExit("no words for a gap of over 30 days on a compare page")
    return f"({words} {'earlier' if seconds < 0 else 'later'})"


def word_cells(old, new):
    """A changed row: words re-joined with blanks of their own, so that spaces double, as the origin does it."""
    a, b = old.split(" "), new.split(" ")
    left, right = "", ""
    for kind, i, j in rows(a, b):
        if kind == "=":
            left += f" {a[i]}"
            right += f" {b[j]} "
        if kind in "!-":
            left += f"<del> {a[i]} </del>"
        if kind in "!+":
            right += f"<ins> {b[j]} </ins>"
    return f"<td><del>{left}</del></td><td><ins>{right}</ins></td>"


def body_rows(old, new):
    for k, (kind, i, j) in enumerate(rows(old, new), 1):
        if kind == "=":
            cells = f"<td>{old[i]}</td><td>{new[j]}</td>"
        elif kind == "-":
            cells = f"<td><del>{old[i]}</del></td><td></td>"
        elif kind == "+":
            cells = f"<td></td><td><ins>{new[j]}</ins></td>"
        else:
            cells = word_cells(old[i], new[j])
        yield f"<tr id='p{k}'>{cells}</tr>\n"


def page(title, head, body):
    return f"""<!DOCTYPE html>
<html>
<head>
  <meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
  <title>{title} - News Sniffer</title>
{head}</head>
<body>
	<div id="content" class="content">
{body}	</div>
	<footer>
		<div id="footer">
				<p>Currently monitoring 1,204 news articles 
				with 4,817 different versions.</p>
		</div>
	</footer>
</body>
</html>
"""


def links(story, number):
    return f"""     <link rel="alternate" type="application/rss+xml" title="RSS" href="/articles/{number}.rss" />
	 <link href="{story.url}" rel="external alternate author" title="Original article"/>
	 <meta name="generator" content="InventedPageParserV1"/>
"""


def article_info(story, number, status):
    first = story.revisions[0].time
    return f"""
<div class="article-info">
	<p>This article is from the source '<cite>{story.outlet}</cite>' and was first published or seen
	on <time datetime='{first}'>{minutes_text(first)} (UTC)</time>.

		{status}
	</p>

	<p>You can find the current article at its original source at <cite class="article_url"><a rel="alternate external author" href="{story.url}">{story.url}</a></cite></p>

	<p>The article has changed <var>{len(story.revisions)}</var> times. There is an <a class="feed rss" rel="alternate" href="/articles/{number}.rss">RSS feed of changes</a> available.</p>
</div>
"""


def pager(story, number, target):
    out = '<div class="version_list pagination">\n'
    for rev in story.revisions[1:]:
        if rev.number == target:
            out += f'			<span class="current">{target}</span>\n'
        else:
            href = f"/articles/{number}/diff/{rev.number - 1}/{rev.number}"
            out += f'			<a title="{minutes_text(rev.time)}" href="{href}">{rev.number}</a>\n'
    return out + "</div> \n"


def diff_page(story, number, base, target, status=DONE):
    by_number = {rev.number: rev for rev in story.revisions}
    old, new = by_number[base], by_number[target]
    titles = [html.escape(old.title), html.escape(new.title)]
    if titles[0] != titles[1]:
        titles = [f"<del>{titles[0]}</del>", f"<ins>{titles[1]}</ins>"]
    shown = [rev.time.replace("T", " ").replace("Z", " UTC") for rev in (old, new)]
    table = f"""
<table class="version_diff">
	<thead>
		<tr>
			<th class="version"><small>Version {base}</small></th>
			<th class="version"><small>Version {target}</small></th>
		</tr>
		<tr id="title">
			<th class="title">{titles[0]}</th>
			<th class="title">{titles[1]}</th>
		</tr>
		<tr>
			<th class="time"><time datetime="{old.time}">{shown[0]}</time></th>
			<th class="time">
				<time datetime="{new.time}">
				{shown[1]}
				</time> 
				{distance(old.time, new.time)}
			</th>
		</tr>
	</thead>
{''.join(body_rows(old.paragraphs, new.paragraphs))}</table>

"""
    title = html.escape(f"'{new.title}' diff viewer ({base}/{target})", quote=True)
    around = pager(story, number, target)
    return page(title, links(story, number), article_info(story, number, status) + "\n" + around + table + around)


def article_page(story, number, status=DONE):
    """Cells bear no classes, only the headings do, and are left unclosed after the first, as the origin leaves them."""
    last = story.revisions[-1]
    table = """
<table>
	<tr>
		<th class="version">Version</th>
		<th class="created_at">Created</th>
		<th class="period">Period</th>
		<th class="title">Title</th>
	</tr>
"""
    before = None
    for rev in story.revisions:
        href = f"/articles/{number}/versions/{number * 10 + rev.number}"
        gap = distance(before.time, rev.time).strip("()") if before else ""
        table += f"""	<tr>
		<td><a href="{href}">{rev.number}</a></td>
		<td>{minutes_text(rev.time)}
		<td>{gap}
		<td>{html.escape(rev.title)}
	</tr>
"""
        before = rev
    body = f"<h1>{html.escape(last.title)}</h1>\n{article_info(story, number, status)}{table}</table>\n"
    return page(html.escape(last.title), links(story, number), body)


def version_page(story, number, version):
    rev = {r.number: r for r in story.revisions}[version]
    cells = [f'<a href="{story.url}">{story.url}</a>', f"Version {version} of {len(story.revisions)}."]
    cells += [html.escape(p, quote=False) for p in rev.paragraphs]
    text = "\n".join(f"<p>{cell}</p>" for cell in cells)
    head = '  <meta name="robots" content="noindex,noarchive">\n'
    body = f"<h1>{html.escape(rev.title)}</h1>\n<table><tr><td>\n{text}\n</td></tr></table>\n"
    return page(html.escape(rev.title), head, body)


def squeezed(text):
    return re.sub(r"[ \t\r\n]+", " ", text).strip()


def saved(story, shape, base, target, status=DONE):
    """The compare page as a page saver leaves it: `A`, `A-dropped`, `B` or `C`."""
    by_number = {rev.number: rev for rev in story.revisions}
    old, new = by_number[base], by_number[target]
    gap = distance(old.time, new.time)
    before, after = [squeezed(p) for p in old.paragraphs], [squeezed(p) for p in new.paragraphs]
    table = [(kind, before[i] if i is not None else "", after[j] if j is not None else "")
             for kind, i, j in rows(before, after)]
    intro = f"This article is from the source '{story.outlet}' and was first published or seen"
    if shape.startswith("A"):
        lines = [intro, "on .", status, old.title, new.title, gap]
        lines += [cell for _, *cells in table for cell in cells if cell]
        if shape == "A-dropped":
            lines = list(dict.fromkeys(lines))
        return "\n".join(lines) + "\n"
    head = [f"{intro} on . {status}",
            f"You can find the current article at its original source at {story.url}",
            f"The article has changed {len(story.revisions)} times. There is an RSS feed of changes available."]
    if shape == "B":
        title = f"{new.title} | {new.title} |" if old.title == new.title else f"{new.title} | |"
        lines = head + [f"Version {base} | Version {target} |", "---|---|", title, f"{gap} | |"]
        lines += [f"{b} | {b} |" if kind == "=" else f"{b} | |" for kind, _, b in table if b]
        return "\n".join(lines) + "\n"
    lines = [line for text in head for line in (text, "")]
    lines += [f"Version {base} Version {target}", f"{old.title} {new.title}", gap]
    lines += [a + b if kind == "=" else f"{a} {b}".strip() for kind, a, b in table]
    return "\n".join(lines) + "\n"
