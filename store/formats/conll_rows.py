"""Reading CoNLL of any of its kinds: which columns hold the word and its tag is seen by line.

Ten columns are CoNLL-U, its tag in MISC; a number first is an id column, and the tag follows the
word; else the word comes first and the tag last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from store.edits import Reading
from store.formats.losses import LossReport
from store.formats.seam import Arrived, BadFile, digest
from store.model import Article, Mention, Story, quotes
from store.text import canonical, shown_line


class _Sentence(msgspec.Struct):
    """One sentence: its words, their tags, and its text where a comment has it."""

    where: str
    words: list[str] = []
    tags: list[str] = []
    text: str = ""


class _Tagged(NamedTuple):
    """A mention by its tokens ``[first, last)``."""

    first: int
    last: int
    label: str


def read(path: Path, desk: Reading, losses: LossReport) -> Iterator[Arrived]:
    """Every article of a file. Raises BadFile."""
    name = shown_line(str(path))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadFile(f"{name}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{name}: not UTF-8: byte {error.start} is part of no character") from error
    labels = {written_label(label.name): label.name for label in desk.labels.labels}
    is_empty = True
    for id, sentences in _articles(name, text):
        is_empty = False
        yield from _records(path, id, sentences, desk, labels, losses)
    # An article of spaces has a head and no token.
    if is_empty and "# newdoc id = " not in text:
        raise BadFile(f"{name}: no token in it")


def written_label(label: str) -> str:
    """A label as a tag has it: without spaces, and without what CoNLL-U parts its fields by."""
    return re.sub(r"[\s|]", "_", label)


def _articles(name: str, text: str) -> Iterator[tuple[str, list[_Sentence]]]:
    """The sentences of each article, with the id that a comment gives it."""
    id = ""
    found: list[_Sentence] = []
    now = _Sentence(name)
    lines = text.replace("\r\n", "\n").replace("\r", " ").split("\n")
    for number, line in enumerate((*lines, ""), 1):
        starts = line.startswith(("# newdoc", "-DOCSTART-"))
        if (starts or not line.strip()) and now.words:
            found.append(now)
            now = _Sentence(f"{name}:{number}")
        if starts:
            if found:
                yield id, found
            id, found = line.partition("id = ")[2].strip(), []
        elif line.startswith("# "):
            if line.startswith("# text = "):
                now.text = line.removeprefix("# text = ")
        elif line.strip():
            _take(f"{name}:{number}", line, now)
    if found:
        yield id, found


def _take(where: str, line: str, now: _Sentence) -> None:
    cells = line.split("\t") if "\t" in line else line.split()
    if len(cells) == 10 and not cells[0].isdecimal():
        return  # a range of tokens, or one that the text has not
    if len(cells) == 10:
        word, tag = cells[1], _of_misc(cells[9])
    elif len(cells) > 2 and cells[0].isdecimal():
        word, tag = cells[1], cells[2]
    elif len(cells) > 1:
        word, tag = cells[0], cells[-1]
    else:
        raise BadFile(f"{where}: {line[:40]!r} has no tag: a token, a tab, and its tag")
    if not now.words:
        now.where = where
    now.words.append(word.strip() or "_")
    now.tags.append(tag.strip())


def _of_misc(misc: str) -> str:
    found = re.search(r"(?:^|\|)(?:name|ner|NER|NE)=([^|]*)", misc)
    return found[1] if found else "O"


def _records(
    path: Path,
    id: str,
    sentences: Sequence[_Sentence],
    desk: Reading,
    labels: dict[str, str],
    losses: LossReport,
) -> Iterator[Arrived]:
    words = [word for one in sentences for word in one.words]
    here = desk.get(Article, id) if id else None
    spans = words_in(words, here.text) if here is not None else None
    where = sentences[0].where
    if here is None or spans is None:
        here, spans = _new_article(path, id, sentences, losses)
        yield Arrived(where, Story(id=here.story, title=path.stem))
        yield Arrived(where, here)
    known = {(one.fragments, one.label): one for one in desk.by(Mention, "article", here.id)}
    base = 0
    for sentence in sentences:
        for tagged in _tagged(sentence.tags):
            start, end = spans[base + tagged.first][0], spans[base + tagged.last - 1][1]
            label = labels.get(tagged.label, tagged.label)
            fragments = ((start, end),)
            old = known.get((fragments, label))
            yield Arrived(
                sentence.where,
                old
                or Mention(
                    id="m" + digest(here.id, start, end, label),
                    article=here.id,
                    fragments=fragments,
                    quotes=quotes(here.text, fragments),
                    label=label,
                ),
            )
        base += len(sentence.words)


def words_in(words: Sequence[str], text: str) -> list[tuple[int, int]] | None:
    """Where words stand in a text that has them in this order and nothing else but spaces."""
    found = []
    at = 0
    for word in words:
        while at < len(text) and text[at].isspace():
            at += 1
        if not text.startswith(word, at):
            return None
        found.append((at, at + len(word)))
        at += len(word)
    return found if not text[at:].strip() else None


def _new_article(
    path: Path, id: str, sentences: Sequence[_Sentence], losses: LossReport
) -> tuple[Article, list[tuple[int, int]]]:
    """An article made of the sentences, a line each; words stand a space apart where no comment
    has the text."""
    own = "".join(_line(one) + "\n" for one in sentences)
    text, replaced = canonical(own)
    lines = text.split("\n")[:-1]
    spans = []
    at = 0
    for sentence, line in zip(sentences, lines, strict=True):
        words = [canonical(word).text for word in sentence.words]
        inside = words_in(words, line)
        if inside is None:
            raise BadFile(f"{sentence.where}: a token stands not in its sentence")
        spans += [(start + at, end + at) for start, end in inside]
        at += len(line) + 1
    raw = text.encode("utf-8", "surrogatepass")
    article = Article(
        id="a" + digest(text),
        story="s" + digest(path.stem),
        title=id or path.stem,
        text=text,
        encoding="utf-8",
        sha256=sha256(raw).hexdigest(),
    )
    losses.add_replaced(article.id, replaced)
    return article, spans


def _line(sentence: _Sentence) -> str:
    if sentence.text and words_in(sentence.words, sentence.text) is not None:
        return sentence.text
    return " ".join(sentence.words)


def _tagged(tags: Sequence[str]) -> Iterator[_Tagged]:
    """The mentions that tags say, in any of IOB1, IOB2, BILOU and BIOES."""
    open_at, label = -1, ""
    for at, tag in enumerate((*tags, "O")):
        letter, _, name = tag.partition("-")
        goes_on = open_at >= 0 and letter in ("I", "L", "E") and name == label
        if open_at >= 0 and not goes_on:
            yield _Tagged(open_at, at, label)
            open_at = -1
        if not goes_on and name and letter in ("B", "I", "L", "E", "U", "S"):
            open_at, label = at, name
        if open_at >= 0 and letter in ("L", "E", "U", "S"):
            yield _Tagged(open_at, at + 1, label)
            open_at = -1
