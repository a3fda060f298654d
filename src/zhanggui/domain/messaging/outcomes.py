"""What happens when the words of a template have been reviewed."""

from datetime import datetime
from uuid import UUID

from zhanggui.domain.messaging.facts import TemplatePublished
from zhanggui.domain.messaging.models import Template, TemplateVersion
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


def publish(version_id: UUID, by: Actor, at: datetime) -> None:
    """A second person agreed: this version is what is sent from now on."""
    version = TemplateVersion.objects.get(pk=version_id)
    template = Template.objects.locked().get(pk=version.template_id)
    template.published_version = version
    template.save(update_fields=["published_version"])
    fact = TemplatePublished(code=template.code, channel=template.channel, number=version.number)
    trail.record(fact, on=template, by=by, at=at)
