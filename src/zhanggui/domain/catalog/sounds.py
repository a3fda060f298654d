"""How Chinese words sound: in full, by their initials, and nearly."""

from zhanggui.kernel.pinyin import syllables as read


def sound_of(word: str) -> tuple[str, str]:
    """A word in pinyin without tones, and the initials of its syllables; Latin letters stay as they are."""
    syllables = [str(one).lower() for one in read(word, v_to_u=False)]
    return "".join(syllables), "".join(one[0] for one in syllables if one)


def near(sound: str) -> list[str]:
    """The sound, and each with one letter left out: two sounds that share one of these are a slip apart."""
    if len(sound) < 4:
        return [sound]
    return list(dict.fromkeys([sound, *(sound[:at] + sound[at + 1 :] for at in range(len(sound)))]))
