"""How the claim matrix is looked at: filter, sort, which view, where the cursor stands. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, overload

from store.claim_matrix import (
    FILTERS,
    SORTS,
    Cell,
    Filter,
    LiveMatrix,
    Row,
    Saying,
    Sort,
    chosen,
    sayings,
)
from tui.widgets.grid import Line, Sheet

if TYPE_CHECKING:
    from store.desk import Changed, Desk
    from store.model import Article, Claim


R = TypeVar("R")


class Lines(Sequence[Line]):
    """Rows as lines, each made when it comes into sight."""

    def __init__(self, rows: Sequence[R], made: Callable[[R], Line]) -> None:
        self._rows: Sequence[Any] = rows
        self._made: Callable[[Any], Line] = made

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Line: ...

    @overload
    def __getitem__(self, place: slice) -> list[Line]: ...

    def __getitem__(self, place: int | slice) -> Line | list[Line]:
        if isinstance(place, slice):
            return [self._made(row) for row in self._rows[place]]
        return self._made(self._rows[place])


class Spot(NamedTuple):
    """The cell under the cursor."""

    claim: Claim
    article: str
    cell: Cell


class ClaimView:
    """The matrix of one story as the analyst looks at it."""

    def __init__(self, desk: Desk, story: str, articles: Sequence[Article]) -> None:
        self._desk = desk
        self._story = story
        self.articles = tuple(article.id for article in articles)
        self._live = LiveMatrix(desk, story, self.articles)
        self._rows = chosen(self._live.now.rows, "all")
        self._sayings: list[Saying] = []
        self.filter: Filter = "all"
        self.sort: Sort = "order"
        self.topic = ""
        self.source = ""
        self.by_speaker = False
        self.row = 0
        self.column = 0

    # -- what there is

    def take_in(self, changed: Changed) -> bool:
        """Bring the view up to a change; the cursor stays on its claim. Says if there was any."""
        if not self._live.take_in(changed):
            return False
        self._choose()
        return True

    def _choose(self) -> None:
        spot = self.spot
        said = self._said() if self.by_speaker or self.source else []
        by = {one.claim.id for one in said if one.speaker == self.source} if self.source else None
        self._rows = chosen(
            self._live.now.rows, self.filter, topic=self.topic, claims=by, sort=self.sort
        )
        self._sayings = [one for one in said if self.source in ("", one.speaker)]
        ids = [claim.id for claim in self._claims()]
        if spot is not None and spot.claim.id in ids and self._claim_at(self.row) != spot.claim.id:
            self.row = ids.index(spot.claim.id)
        self.row = max(0, min(self.row, len(ids) - 1))

    def _claim_at(self, row: int) -> str:
        claims = self._claims()
        return claims[row].id if row < len(claims) else ""

    def _claims(self) -> list[Claim]:
        if self.by_speaker:
            return [one.claim for one in self._sayings]
        return [row.claim for row in self._rows]

    @property
    def spot(self) -> Spot | None:
        """The cell under the cursor; None where there is no row."""
        rows = self._sayings if self.by_speaker else self._rows
        if not rows or self.row >= len(rows):
            return None
        one = rows[self.row]
        return Spot(one.claim, self.articles[self.column], one.cells[self.column])

    @property
    def topics(self) -> list[str]:
        """The titles of the topics that claims stand under."""
        return list(dict.fromkeys(row.topic for row in self._live.now.rows if row.topic))

    @property
    def claims(self) -> list[Claim]:
        """Every claim of the story, in order."""
        return [row.claim for row in self._live.now.rows]

    @property
    def sources(self) -> list[str]:
        """Everyone who says something of a claim."""
        return list(dict.fromkeys(one.speaker for one in self._said()))

    def _said(self) -> list[Saying]:
        return sayings(self._desk, self._story, self.articles)

    # -- moving and choosing

    def move(self, rows: int, columns: int) -> None:
        """Move the cursor, not beyond the edges."""
        self.row = max(0, min(self.row + rows, len(self._claims()) - 1))
        self.column = max(0, min(self.column + columns, len(self.articles) - 1))

    def point(self, row: int, column: int) -> None:
        """Put the cursor on a cell."""
        self.row, self.column = row, column
        self.move(0, 0)

    def to_unseen(self, by: int) -> bool:
        """On or back to the next cell nobody has looked at, round at the ends."""
        if self.by_speaker:
            self.toggle_speakers()
        width = len(self.articles)
        cells = [cell for row in self._rows for cell in row.cells]
        here = self.row * width + self.column
        for step in range(1, len(cells) + 1):
            at = (here + by * step) % len(cells)
            if not cells[at].is_looked_at:
                self.row, self.column = divmod(at, width)
                return True
        return False

    def next_filter(self) -> None:
        """The next filter."""
        self.filter = FILTERS[(FILTERS.index(self.filter) + 1) % len(FILTERS)]
        self._choose()

    def next_sort(self) -> None:
        """The next order of rows."""
        self.sort = SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]
        self._choose()

    def next_topic(self) -> None:
        """One topic alone, then the next, then all."""
        around = ["", *self.topics]
        here = around.index(self.topic) if self.topic in around else 0
        self.topic = around[(here + 1) % len(around)]
        self._choose()

    def of_source(self, source: str) -> None:
        """Only what one source says something of; an empty one is all."""
        self.source = source
        self._choose()

    def toggle_speakers(self) -> None:
        """By claim, or by speaker."""
        self.by_speaker = not self.by_speaker
        self._choose()

    # -- what is shown

    def sheet(self, *, has_keys: bool) -> Sheet:
        """The view as a sheet."""
        heads = tuple(map(str, range(1, len(self.articles) + 1)))
        empty = "no claim yet: C on a sentence makes one"
        if self.by_speaker:
            lines = Lines(self._sayings, _spoken)
            return Sheet(
                f"who says what  {len(lines)}", heads, lines, self.row, self.column, has_keys, empty
            )
        lines = Lines(self._rows, _stated)
        if self._live.now.rows:
            empty = f"no claim is {self.filter}"
        return Sheet(self._title(), heads, lines, self.row, self.column, has_keys, empty)

    def _title(self) -> str:
        now = self._live.now
        parts = [f"{len(now.rows)} claims", f"{now.looked} of {now.size} looked at"]
        parts += [self.filter] if self.filter != "all" else []
        parts += [f"by {self.sort}"] if self.sort != "order" else []
        parts += [f"topic {self.topic}"] if self.topic else []
        parts += [f"said by {self.source}"] if self.source else []
        return "  ".join(parts)


def _stated(one: Row) -> Line:
    return Line(one.topic, one.claim.text, tuple(cell.sign for cell in one.cells), one.claim.unsure)


def _spoken(one: Saying) -> Line:
    signs = tuple(cell.sign if cell.marks else "" for cell in one.cells)
    return Line(one.speaker, one.claim.text, signs, one.claim.unsure)
