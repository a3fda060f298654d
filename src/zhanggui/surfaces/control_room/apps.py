from django.apps import AppConfig


class ControlRoomConfig(AppConfig):
    name = "zhanggui.surfaces.control_room"
    label = "control_room"
