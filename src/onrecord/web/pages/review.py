"""Review: what the machine is least sure of, judged by a person, one statement at a time."""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlencode

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from onrecord.errors import BadRequest, Contradiction, OnRecordError, UnknownReference
from onrecord.run.cases import keep_case
from onrecord.run.judging import Judge
from onrecord.store.judgements import Listed, said
from onrecord.store.record import Record
from onrecord.store.review import COUNTED, Place, count_waiting, namesakes, place_from, place_of, waiting
from onrecord.values.entity import SpeakerType
from onrecord.values.judgement import Act, Judgement
from onrecord.values.span import Span, hull
from onrecord.values.statement import Kind, ReportRecord, Statement
from onrecord.web.door import for_writing
from onrecord.web.forms import sent_by
from onrecord.web.pages.common import site_of
from onrecord.web.pieces import Piece, marked_in
from onrecord.web.rendering import page
from onrecord.web.site import TookTooLong
from onrecord.web.users import User

router = APIRouter(include_in_schema=False)
_MOST_BYTES = 20_000
_AROUND = 250  # characters before and behind the words
_LISTED = 50
_COOKIE = "judged_by"
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One statement to be judged. pieces: its words among what stands around them. others: who has a like name.

    behind: where the next one stands. judged: what people judged of it already.
    """

    record: ReportRecord
    statement: Statement
    pieces: tuple[Piece, ...]
    others: tuple[str, ...]
    behind: Place
    judged: tuple[str, ...]

    @property
    def said_on(self) -> str:
        said_on = self.statement.circumstances.said_on
        return said_on.edtf or "" if said_on else ""

    @property
    def speaker(self) -> str:
        return self.statement.speaker.name if self.statement.speaker else ""


@router.get("/review")
def review(request: Request, behind: str = "", statement: str = "", done: str = "") -> Response:
    """behind: a place in the queue. statement: one that is to be judged out of turn. done: the last judgement."""
    return _shown(request, behind, statement, done)


@router.get("/review/log")
def judged(request: Request, before: str = "") -> Response:
    with site_of(request).reading() as record:
        log = record.judgements()
    last = int(before) if before.isascii() and before.isdigit() and len(before) < 10 else len(log)
    first = max(0, last - _LISTED)
    shown = [(one, said(one.judgement)) for one in reversed(log[first:last])]
    return page(request, "review_log.html", shown=shown, before=first, total=len(log))


@router.post("/review", dependencies=[Depends(for_writing)])
async def judge(request: Request) -> Response:
    """One judgement; then the next statement. `act` says which."""
    form: Mapping[str, str] = {}
    try:
        form = await sent_by(request, most=_MOST_BYTES)
        made = await run_in_threadpool(_judge, request, form)
    except TookTooLong:
        raise
    except (BadRequest, Contradiction, UnknownReference) as error:
        shown = await run_in_threadpool(
            _shown, request, form.get("behind", ""), form.get("statement", ""), "", error, form
        )
        shown.status_code = 400
        return shown
    back = {"behind": form.get("back", ""), "done": made.id}
    if made.act is Act.UNDO:
        back = {"statement": form.get("statement", ""), "behind": form.get("behind", ""), "done": made.id}
    elif form.get("act") == "case":
        back = {"behind": form.get("behind", ""), "done": made.id, "kept": "1"}
    answer = RedirectResponse(f"/review?{urlencode({name: one for name, one in back.items() if one})}", 303)
    if by := form.get("by"):
        answer.set_cookie(_COOKIE, quote(by), max_age=_YEAR, httponly=True, samesite="strict", path="/review")
    return answer


def _judge(request: Request, form: Mapping[str, str]) -> Judgement:
    act, statement, because = form.get("act", ""), form.get("statement", ""), form.get("because") or None
    if act == "enter":  # the key, in a field
        act = "merge" if form.get("same_as") else "correct"
    with Judge(site_of(request).record, by=_by(request, form)) as judge:
        if act == "accept":
            return judge.accept(statement, because=because)
        if act == "reject":
            return judge.reject(statement, because=because)
        if act == "correct":
            kind_of = form.get("speaker_type") or None
            return judge.correct(statement, _corrected(form), speaker_type=kind_of, because=because)
        if act == "merge":
            return judge.merge(_needed(form, "same_as"), _needed(form, "was_speaker"), because=because)
        if act == "undo":
            return judge.undo(_needed(form, "judgement"), because=because)
        if act == "case":
            return keep_case(site_of(request).record, _needed(form, "judgement"), by=_by(request, form))
    raise BadRequest(f"{act[:40]!r} is no judgement", remedy="use the buttons of the page")


def _needed(form: Mapping[str, str], name: str) -> str:
    if not form.get(name):
        raise BadRequest("a name is missing", remedy="say who is the same")
    return form[name]


def _corrected(form: Mapping[str, str]) -> dict[str, str | None]:
    """The fields that are not as they were; an empty one is not known."""
    names = ("speaker", "said_on", "kind")
    return {name: form[name] or None for name in names if name in form and form[name] != form.get(f"was_{name}", "")}


def _by(request: Request, form: Mapping[str, str]) -> str:
    by = _logged_in(request) or form.get("by") or _known_by(request)
    if not by:
        raise BadRequest("nobody knows who judges", remedy="fill in “judged by”")
    return by


def _logged_in(request: Request) -> str:
    """Who asks, where people log in by name: nobody judges in another's name."""
    who = getattr(request.state, "who", None)
    return who.name if isinstance(who, User) else ""


def _known_by(request: Request) -> str:
    """Who judged here last; else who started the server."""
    if known := request.cookies.get(_COOKIE):
        return unquote(known)[:100]
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _shown(
    request: Request,
    behind: str,
    statement: str,
    done: str,
    wrong: OnRecordError | None = None,
    form: Mapping[str, str] | None = None,
) -> Response:
    with site_of(request).reading() as record:
        shown = _reviewed(record, place_from(behind), statement)
        left = count_waiting(record.connection)
        last = _last(record, done)
    return page(
        request,
        "review.html",
        shown=shown,
        left=left,
        more=left > COUNTED,
        last=last,
        kept=request.query_params.get("kept") == "1",
        wrong=wrong,
        form=form or {},
        behind=behind,
        logged_in=_logged_in(request),
        by=(form or {}).get("by") or _known_by(request),
        kinds=tuple(Kind),
        types=tuple(SpeakerType),
    )


def _reviewed(record: Record, behind: Place, asked: str) -> Reviewed | None:
    if asked:
        found = record.statement(asked)
        place = place_of(record.connection, found[1].id)
    else:
        following = waiting(record.connection, behind)
        if not following:
            return None
        found, place = record.statement(following[0].statement), following[0].place
    assert place is not None
    name = found[1].speaker.name if found[1].speaker else ""
    others = namesakes(record.connection, name)
    told = tuple(f"{one.act.value}, by {one.by}" for one in found[1].judged)
    return Reviewed(*found, _pieces(*found), others, place, told)


def _pieces(record: ReportRecord, statement: Statement) -> tuple[Piece, ...]:
    """The words, who says them and how, among the sentences around them."""
    found, text = statement.attribution, record.report.text
    whole = hull((*found.content, *found.cue, *found.source))
    around = Span(max(0, whole.start - _AROUND), min(len(text), whole.end + _AROUND))
    return marked_in(text, around, found.content, (*found.cue, *found.source))


@dataclass(frozen=True, slots=True)
class Last:
    """The judgement made last. statement: what it was about, "" where about people. told: it in words."""

    judgement: Judgement
    told: str
    statement: str
    can_be_undone: bool


def _last(record: Record, done: str) -> Last | None:
    if not done:
        return None
    listed: Listed | None = next((one for one in record.judgements() if one.judgement.id == done), None)
    if listed is None:
        return None
    made = listed.judgement
    statement = made.statements[0].statement if made.statements else ""
    return Last(made, said(made), statement, listed.standing.value != "undone" and made.act is not Act.UNDO)
