"""The matrix of a story's claims against its articles: a pure function of what is asserted.

A cell says what an article makes of a claim. It is the article's own stance where it speaks in its
own voice; a stance that only someone it quotes takes is bracketed. A change recomputes the rows it
touches; ``matrix`` of the same desk is always equal.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from store.attributions import source_name
from store.edits.claim_rows import in_order
from store.edits.edit import Reading
from store.model import Article, Assertion, Claim, Silence, Topic

if TYPE_CHECKING:
    from store.desk import Changed

SIGNS: Final = {"supports": "●", "contradicts": "≠", "partly": "~"}
SILENT: Final = "○"
UNSEEN: Final = "·"

Filter = Literal["all", "contradicted", "in one article", "unsure", "not looked at"]
FILTERS: Final[tuple[Filter, ...]] = (
    "all", "contradicted", "in one article", "unsure", "not looked at",
)  # fmt: skip
Sort = Literal["order", "disagreement", "articles", "wording"]
SORTS: Final[tuple[Sort, ...]] = ("order", "disagreement", "articles", "wording")


class Mark(NamedTuple):
    """One stance in a cell: how often, and whether only those quoted take it."""

    stance: str
    times: int
    is_quoted: bool

    @property
    def sign(self) -> str:
        """As the matrix shows it."""
        sign = f"{SIGNS[self.stance]}{self.times if self.times > 1 else ''}"
        return f"({sign})" if self.is_quoted else sign


class Cell(NamedTuple):
    """What one article makes of one claim; ``assertions`` are the ids, in reading order."""

    marks: tuple[Mark, ...] = ()
    assertions: tuple[str, ...] = ()
    is_silent: bool = False
    is_unsure: bool = False

    @property
    def is_looked_at(self) -> bool:
        """Whether somebody has judged what the article says, or that it does not."""
        return bool(self.marks) or self.is_silent

    @property
    def sign(self) -> str:
        """As the matrix shows it."""
        doubt = "?" if self.is_unsure else ""
        signs = "".join(mark.sign for mark in self.marks)
        return (signs or (SILENT if self.is_silent else UNSEEN)) + doubt


class Row(NamedTuple):
    """A claim against every article; ``origins`` counts the independent statements of it."""

    claim: Claim
    topic: str
    cells: tuple[Cell, ...]
    origins: int

    @property
    def stating(self) -> int:
        """How many articles state it in some way."""
        return sum(bool(cell.marks) for cell in self.cells)

    @property
    def stances(self) -> frozenset[str]:
        """Every stance taken towards it."""
        return frozenset(mark.stance for cell in self.cells for mark in cell.marks)


class Matrix(NamedTuple):
    """Rows of claims, columns of articles."""

    articles: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def looked(self) -> int:
        """How many cells are looked at."""
        return sum(cell.is_looked_at for row in self.rows for cell in row.cells)

    @property
    def size(self) -> int:
        """How many cells there are."""
        return len(self.rows) * len(self.articles)


class Saying(NamedTuple):
    """One speaker's stance towards one claim, and through which articles: a cell for each."""

    speaker: str
    claim: Claim
    cells: tuple[Cell, ...]


def matrix(desk: Reading, story: str, articles: Sequence[str]) -> Matrix:
    """The matrix of a story, claims in their order, articles by id in the order given."""
    around = _around(desk, story, articles)
    claims = in_order(desk, story)
    return Matrix(tuple(articles), tuple(_row(desk, one, articles, around) for one in claims))


class LiveMatrix:
    """The matrix of a desk that goes on changing."""

    def __init__(self, desk: Reading, story: str, articles: Sequence[str]) -> None:
        self._desk = desk
        self._story = story
        self._articles = tuple(articles)
        self._claim_of: dict[str, str] = {}
        self.now = self._anew()

    def take_in(self, changed: Changed) -> bool:
        """Bring the rows that a change touched up to date; says whether there were any."""
        tables = {table for table, _ in changed.touched}
        if changed.is_all or tables & {Topic.TABLE, Claim.TABLE}:
            self.now = self._anew()
            return True
        touched = set(self._touched(changed.touched))
        if not touched:
            return False
        fresh = {}
        for id in touched:
            claim = self._desk.get(Claim, id)
            if claim is not None and claim.story == self._story:
                fresh[id] = _row(self._desk, claim, self._articles, self._around)
                self._learn(id)
        rows = tuple(fresh.get(row.claim.id, row) for row in self.now.rows)
        self.now = Matrix(self._articles, rows)
        return True

    def _touched(self, touched: Iterable[tuple[str, str]]) -> Iterator[str]:
        """The claims a change is about: of what was written, and where that stood before."""
        for table, id in touched:
            if table in (Assertion.TABLE, Silence.TABLE):
                if id in self._claim_of:
                    yield self._claim_of[id]
                kind = Assertion if table == Assertion.TABLE else Silence
                record = self._desk.get(kind, id)
                if isinstance(record, Assertion | Silence):
                    yield record.claim

    def _anew(self) -> Matrix:
        found = matrix(self._desk, self._story, self._articles)
        self._around = _around(self._desk, self._story, self._articles)
        self._claim_of = {}
        for row in found.rows:
            self._learn(row.claim.id)
        return found

    def _learn(self, claim: str) -> None:
        for kind in (Assertion, Silence):
            for record in self._desk.by(kind, "claim", claim):
                self._claim_of[record.id] = claim


class _Around(NamedTuple):
    """What rows need of the story: titles of topics, and the first version of each text."""

    topics: dict[str, str]
    first: dict[str, str]


def _around(desk: Reading, story: str, articles: Sequence[str]) -> _Around:
    topics = {topic.id: topic.title for topic in desk.all(Topic) if topic.story == story}
    pages = (desk.get(Article, id) for id in articles)
    first: dict[str, str] = {}
    for page in pages:
        if page is not None:
            first[page.id] = first.get(page.version_of or "", page.version_of or page.id)
    return _Around(topics, first)


def _row(desk: Reading, claim: Claim, articles: Sequence[str], around: _Around) -> Row:
    stated = sorted(desk.by(Assertion, "claim", claim.id), key=lambda one: (one.fragments, one.id))
    silent = {one.article for one in desk.by(Silence, "claim", claim.id)}
    cells = tuple(
        _cell([one for one in stated if one.article == id], is_silent=id in silent)
        for id in articles
    )
    origins = len({one.origin or around.first.get(one.article, one.article) for one in stated})
    return Row(claim, around.topics.get(claim.topic or "", ""), cells, origins)


def _cell(stated: Sequence[Assertion], *, is_silent: bool) -> Cell:
    marks = []
    for stance in SIGNS:
        taken = [one for one in stated if one.stance == stance]
        if taken:
            own = [one for one in taken if not one.attribution]
            marks.append(Mark(stance, len(taken), not own))
    return Cell(
        tuple(marks),
        tuple(one.id for one in stated),
        is_silent and not stated,
        any(one.unsure for one in stated),
    )


def sayings(desk: Reading, story: str, articles: Sequence[str]) -> list[Saying]:
    """Who says what, through which article: by speaker, claims in their order.

    The speaker is the innermost of an attribution; in its own voice, an article speaks itself.
    """
    found: dict[tuple[str, str], list[Assertion]] = {}
    claims = {claim.id: claim for claim in in_order(desk, story)}
    pages = {id: page for id in articles if (page := desk.get(Article, id)) is not None}
    for id in claims:
        for one in desk.by(Assertion, "claim", id):
            if one.article in pages:
                found.setdefault((_speaker(desk, pages[one.article], one), id), []).append(one)
    order = {id: place for place, id in enumerate(claims)}
    return [
        Saying(
            speaker,
            claims[id],
            tuple(_cell([o for o in stated if o.article == a], is_silent=False) for a in articles),
        )
        for (speaker, id), stated in sorted(
            found.items(), key=lambda item: (item[0][0].casefold(), order[item[0][1]])
        )
    ]


def _speaker(desk: Reading, page: Article, one: Assertion) -> str:
    for step in reversed(one.attribution):
        name = source_name(desk, page, step.source)
        if name:
            return name
    return page.publisher or page.title or page.id


_KEEPS: Final[dict[Filter, Callable[[Row], bool]]] = {
    "contradicted": lambda row: {"supports", "contradicts"} <= row.stances,
    "in one article": lambda row: row.stating == 1,
    "unsure": lambda row: row.claim.unsure or any(cell.is_unsure for cell in row.cells),
    "not looked at": lambda row: not all(cell.is_looked_at for cell in row.cells),
}


def chosen(
    rows: Iterable[Row],
    by: Filter,
    *,
    topic: str = "",
    claims: Collection[str] | None = None,
    sort: Sort = "order",
) -> list[Row]:
    """The rows that a filter keeps, of one topic or all, of these claims or all, sorted."""
    kept = [row for row in rows if not topic or row.topic == topic]
    if claims is not None:
        kept = [row for row in kept if row.claim.id in claims]
    if by != "all":
        kept = [row for row in kept if _KEEPS[by](row)]
    if sort == "disagreement":
        kept.sort(key=lambda row: -len(row.stances))
    elif sort == "articles":
        kept.sort(key=lambda row: -row.stating)
    elif sort == "wording":
        kept.sort(key=lambda row: row.claim.text.casefold())
    return kept
