from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "zhanggui.domain.members"
    label = "members"
