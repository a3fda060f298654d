"""Submitting an advertisement: screened by the rules of the day, frozen, and handed to the reviewers."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.advertising.capabilities import WRITE_ADS
from zhanggui.domain.advertising.facts import AdSubmitted
from zhanggui.domain.advertising.fitness import refuse_unfit
from zhanggui.domain.advertising.models import AssetVersion, Screening
from zhanggui.domain.advertising.policies import content, policy_for
from zhanggui.domain.advertising.reach import reach_version
from zhanggui.domain.advertising.states import VERSION
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def submit_ad(*, version_id: UUID, by: Actor, at: datetime, note: str = "") -> AssetVersion:
    """Hand a draft to the reviewer, with everything the rules found in it (AD-14).

    Refused are kinds of goods that are never advertised, words that are never said, missing sentences,
    numbers and papers: ``NotAdvertised``, ``WordsProhibited``, ``ExcuseUnproven``, ``PhraseMissing``,
    ``ApprovalNumberWrong``, ``ProofMissing``, ``EndorserNotAllowed``, ``AdIncomplete``.
    """
    by.require(WRITE_ADS)
    version = reach_version(version_id, by)
    state = VERSION.after(version.state, "submit")
    report = refuse_unfit(version, at)

    version.state, version.submitted_at = state, at
    version.digest = approvals.digest_of(content(version))
    version.save(update_fields=["state", "submitted_at", "digest"])
    hits = [hit.as_row() for hit in report.hits]
    Screening.objects.create(version=version, rules_edition=report.edition, hits=hits, screened_at=at)
    approvals.submit(policy_for(version), version, by=by, at=at, author=version.author, note=note)

    fact = AdSubmitted(
        number=version.asset.number, version=version.number, hits=len(hits), edition=report.edition
    )
    trail.record(fact, on=version, by=by, at=at, reason=note, thread=version.asset)
    return version
