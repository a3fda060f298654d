"""A mailing as it is read: its words as one recipient gets them, whom it goes to, and what the rules mark."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from zhanggui.domain.campaigns.mailings import Trial
from zhanggui.domain.campaigns.models import Mailing
from zhanggui.domain.campaigns.segments import read
from zhanggui.domain.messaging import wording
from zhanggui.domain.messaging.models import TemplateVersion
from zhanggui.domain.messaging.operations.send_test import SAMPLES
from zhanggui.domain.messaging.rules import sms_parts
from zhanggui.domain.messaging.states import Channel
from zhanggui.surfaces.console.segment_words import said

READER = "王秀兰"
"""Whom a preview is written to."""


def words_panel(version: TemplateVersion, values: Mapping[str, str] = SAMPLES) -> dict[str, Any]:
    """The words as a recipient sees them; a short message with its signature and its length."""
    filled, template = wording.filled(version, {**values, "name": READER}), version.template
    is_short = template.channel == Channel.SMS
    text = wording.sms_text(filled.text, template.topic, template.language) if is_short else filled.text
    return {
        "template": "console/panels/message.html",
        "subject": filled.subject,
        "text": text,
        "parts": sms_parts(text) if is_short else 0,
    }


def segment_panel(mailing: Mailing) -> dict[str, Any]:
    """Whom it goes to in words, how many that may be, and what the rules of advertising mark."""
    return {
        "template": "console/panels/segment.html",
        "words": said(read(mailing.segment)),
        "estimate": mailing.estimate,
        "hits": mailing.screening.get("hits", []),
        "edition": mailing.screening.get("edition", ""),
    }


def mailing_panel(mailing: Mailing) -> dict[str, Any]:
    """Words and recipients together, for whoever judges it."""
    return {
        "template": "console/panels/mailing.html",
        "parts": [words_panel(mailing.version, mailing.values), segment_panel(mailing)],
    }


def trial_panel(trial: Trial) -> dict[str, Any]:
    """What a mailing that is not proposed yet would say, and to how many."""
    return {
        "template": "console/panels/mailing.html",
        "parts": [
            words_panel(trial.text.version, trial.values),
            {
                "template": "console/panels/segment.html",
                "words": said(trial.segment),
                "estimate": asdict(trial.estimate),
                "hits": trial.screening["hits"],
                "edition": trial.screening["edition"],
                "now": True,
            },
        ],
    }
