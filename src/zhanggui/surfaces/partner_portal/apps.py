from django.apps import AppConfig


class PartnerPortalConfig(AppConfig):
    name = "zhanggui.surfaces.partner_portal"
    label = "partner_portal"
