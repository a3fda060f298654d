"""Words for search: proposed whole, with what comes and goes, reviewed by somebody else, and tried out."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.catalog import wordlists
from zhanggui.domain.catalog.capabilities import SEE_WORDS, WRITE_WORDS
from zhanggui.domain.catalog.models import WordList
from zhanggui.domain.catalog.operations.propose_words import propose_words
from zhanggui.domain.catalog.operations.withdraw_words import withdraw_words
from zhanggui.domain.catalog.queries import standing_words
from zhanggui.domain.catalog.states import ListState
from zhanggui.domain.catalog.wordlists import Words
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.questions import asked, line, words


def _form(thing: Any, by: Actor) -> type[forms.Form]:
    return asked(
        groups=words(
            _("Words that stand for each other"), help_text=_("A line for each group, a space between words.")
        ),
        spellings=words(
            _("Slips and what is meant"),
            required=False,
            help_text=_("A line for each: the slip, a space, the right word."),
        ),
        reason=line(_("What customers looked for and did not find")),
    )


def _standing(thing: Any) -> Mapping[str, Any]:
    groups, spellings = wordlists.written(standing_words())
    return {"groups": groups, "spellings": spellings}


def _propose(doing: Doing) -> WordList:
    listed = wordlists.read(doing["groups"], doing["spellings"])
    return propose_words(words=listed, reason=doing["reason"], by=doing.by, at=doing.at)


@register(WordList)
class WordListDesk(Desk):
    """What searches go by, what is proposed instead, and what stood before."""

    roles = SEE_WORDS.roles
    columns = ("number", "state", "reason", "author.person", "submitted_at", "decided_at")
    list_select_related = ("author__person",)
    list_filter = ("state",)
    ordering = ("-number",)
    shows = ("number", "state", "reason", "author.person", "submitted_at", "decided_at")
    starts = (
        Act(
            "new",
            _("Propose a list"),
            _propose,
            capability=WRITE_WORDS,
            form=_form,
            initial=_standing,
            tone="primary",
        ),
    )
    acts = (
        Act(
            "withdraw",
            _("Take back"),
            lambda d: withdraw_words(list_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=WRITE_WORDS,
            form=asked(reason=line(_("Reason"), required=False)),
            offered=lambda listed: listed.state == ListState.SUBMITTED,
        ),
    )
    tables = (
        Table(
            _("Reviews"),
            lambda listed: approvals.history(listed.pk),
            ("title", "state", "submitted_at", "closed_at"),
        ),
    )

    def panels(self, request: HttpRequest, thing: WordList) -> list[dict[str, Any]]:
        """What comes and goes against the list that stands, and the whole list."""
        listed = wordlists.words_of(thing.content)
        return [
            {"template": "console/panels/column.html", "title": title, "rows": rows}
            for title, rows in (
                (_("What changes"), _changes(thing, listed)),
                (_("The whole list"), _whole(listed)),
            )
        ]


def _changes(thing: WordList, listed: Words) -> list[tuple[Any, str]]:
    before = WordList.objects.filter(
        number__lt=thing.number, state__in=[ListState.STANDING, ListState.SUPERSEDED]
    )
    last = before.order_by("-number").values_list("content", flat=True).first()
    stood = wordlists.comes_with() if last is None else wordlists.words_of(last)
    come, go = wordlists.changes(stood, listed)
    rows = [(_("Comes"), "\n".join(come)), (_("Goes"), "\n".join(go))]
    return [(name, value) for name, value in rows if value]


def _whole(listed: Words) -> list[tuple[Any, str]]:
    groups, spellings = wordlists.written(listed)
    rows = [(_("Words that stand for each other"), groups), (_("Slips and what is meant"), spellings)]
    return [(name, value) for name, value in rows if value]
