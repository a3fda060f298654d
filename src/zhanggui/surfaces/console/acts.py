"""Acts: what an operator can do on a page. An act names an operation, its questions and when it is offered.

Pages hold no rule: an act is *offered* by state and capability so that no button is dead, but it is the
operation that decides.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.db import models

from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Capability

Text = Any
"""Words, or words to be translated when they are shown."""


@dataclass(frozen=True, slots=True)
class Doing:
    """One act being done: on what, by whom, when, with which answers."""

    thing: Any
    by: Actor
    at: datetime
    answers: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.answers[name]


class NoQuestions(forms.Form):
    """An act that only asks for confirmation."""


def always(thing: models.Model) -> bool:
    """Offered whatever the state."""
    return True


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done, as a button and a page of questions.

    ``run`` calls the operation. ``form`` may be a form class, or a function of the thing (and the actor) that
    gives one, where the questions depend on what is asked about.
    """

    name: str
    title: Text
    run: Callable[[Doing], Any]
    capability: Capability | None = None
    form: type[forms.Form] | Callable[[Any, Actor], type[forms.Form]] = NoQuestions
    offered: Callable[[Any], bool] = always
    help: Text = ""
    tone: str = "plain"
    """``plain``, ``primary`` or ``danger``."""
    done: Text = ""
    template: str = "console/act.html"
    initial: Callable[[Any], Mapping[str, Any]] | None = None

    def offered_to(self, by: Actor, thing: Any) -> bool:
        """Whether the button is shown."""
        return (self.capability is None or by.may(self.capability)) and self.offered(thing)

    def questions(self, thing: Any, by: Actor) -> type[forms.Form]:
        """The form of this act for this thing."""
        if isinstance(self.form, type):
            return self.form
        return self.form(thing, by)
