"""Puts together the question that a decision answered, from what signed events tell.

Each field of a command is taken from the first that has it: what is known of facts that no
event tells (``untold``), the key of the stream, the event itself, what the stream came to
before, and what the decision brought about. Sealed values, which no rule reads, have stand-ins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pydantic import ValidationError

from audit.replay.form import SEALED_TEXT, Form
from audit.replay.forms import FORMS
from audit.replay.question import Question
from audit.replay.untold import ASSUMED, UNTOLD
from domain.kernel import Command, DomainError, Frozen

_SEALED: Mapping[str, object] = {
    "materials": SEALED_TEXT,
    "evidence": SEALED_TEXT,
    "text": SEALED_TEXT,
    "letter": SEALED_TEXT,
    "name": SEALED_TEXT,
    "id_number": SEALED_TEXT,
    "phone": SEALED_TEXT,
    "birth_date": date(1900, 1, 1),
}
_MISSING = object()


class UncomputableError(DomainError):
    """Raised when so much is missing that the question makes no sense (any more)."""

    code = "replay.uncomputable"
    basis = "C4-04 所依据的事实不再成立"


class NoDecisionError(DomainError):
    """Raised when something came about that no decision in its act brings about."""

    code = "replay.no-decision"
    basis = "C4-04 处理结果应当有作出该结果的决定"


def commands_of(question: Question) -> Iterator[Command | DomainError]:
    """Yield the commands that the decision may have answered, the likeliest first.

    There are several only where the event does not tell which; where one of them is granted
    with the very events that were recorded, that was the question. Yields why there is no
    command, where there is none.
    """
    lead = question.lead
    form = FORMS.get(lead.event.TOPIC)
    if form is None:
        yield NoDecisionError(topic=lead.event.TOPIC)
        return
    tried = False
    for command in (form.command, *form.others):
        for told in _untold(question, command):
            tried = True
            yield _filled(question, form, command, told)
    if not tried:
        yield UncomputableError(cause="、".join(ASSUMED.get(form.command, ())))


def _untold(question: Question, command: type[Command]) -> Iterable[Mapping[str, object]]:
    known = UNTOLD.get(command)
    return ({},) if known is None else known(question)


def _filled(
    question: Question, form: Form, command: type[Command], told: Mapping[str, object]
) -> Command | DomainError:
    more = form.more(question.lead.event) if form.more is not None else {}
    known, fields = {**more, **told}, dict[str, object]()
    if form.key:
        known = {form.key: question.key, **known}
    for name, field in command.model_fields.items():
        value = known.get(name, _MISSING)
        if value is _MISSING:
            value = _value(question, name, required=field.is_required())
        if value is not _MISSING:
            fields[name] = value
        elif field.is_required():
            return UncomputableError(cause=name)
    try:
        return command.model_validate(fields)
    except ValidationError as exc:
        return UncomputableError(cause=str(exc.errors(include_url=False)[0]["loc"][0]))


def _value(question: Question, name: str, *, required: bool) -> object:
    own = _field(question.lead.event, name)
    if own is not _MISSING or not required:
        return own
    further = (question.before, *(each.event for each in question.carried))
    found = (_field(each, name) for each in further)
    known = next((each for each in found if each is not _MISSING), _MISSING)
    return _SEALED.get(name, _MISSING) if known is _MISSING else known


def _field(model: Frozen | None, name: str) -> object:
    if model is None or name not in type(model).model_fields:
        return _MISSING
    value: object = getattr(model, name)
    return value
