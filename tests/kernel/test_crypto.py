"""What the house seals, only the house opens; and keys can be changed while it stays readable."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from zhanggui.kernel.crypto import (
    Algorithm,
    KeyMissing,
    Keyring,
    NotOpened,
    digest_hex,
    key_version,
    open_sealed,
    rewrap,
    seal,
)

both_ciphers = pytest.mark.parametrize("algorithm", [pytest.param(each, id=each.name) for each in Algorithm])


@both_ciphers
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"", id="nothing"),
        pytest.param("张三 13800001234 🐲𠮷".encode(), id="Chinese, rare characters and emoji"),
        pytest.param(bytes(range(256)) * 4096, id="a megabyte of anything"),
    ],
)
def test_what_is_sealed_can_be_opened_again(algorithm: Algorithm, text: bytes, tmp_path: Path) -> None:
    keys = Keyring(tmp_path, algorithm)

    sealed = seal(text, keys=keys, context=b"here")

    assert open_sealed(sealed, keys=keys, context=b"here") == text
    assert not text or text not in sealed


@both_ciphers
def test_the_same_text_never_seals_to_the_same_bytes(algorithm: Algorithm, tmp_path: Path) -> None:
    keys = Keyring(tmp_path, algorithm)

    assert seal(b"x", keys=keys, context=b"") != seal(b"x", keys=keys, context=b"")


@both_ciphers
def test_no_single_changed_byte_goes_unnoticed(algorithm: Algorithm, tmp_path: Path) -> None:
    keys = Keyring(tmp_path, algorithm)
    sealed = seal(b"secret", keys=keys, context=b"here")

    for place in range(len(sealed)):
        altered = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises((NotOpened, KeyMissing)):
            open_sealed(altered, keys=keys, context=b"here")


def test_an_envelope_moved_to_another_place_does_not_open(tmp_path: Path) -> None:
    keys = Keyring(tmp_path)
    sealed = seal(b"secret", keys=keys, context=b"person.mobile")

    with pytest.raises(NotOpened):
        open_sealed(sealed, keys=keys, context=b"person.name")


def test_after_a_rotation_old_envelopes_open_and_new_ones_use_the_new_key(tmp_path: Path) -> None:
    keys = Keyring(tmp_path)
    old = seal(b"old", keys=keys, context=b"")
    keys.rotate()
    new = seal(b"new", keys=keys, context=b"")

    assert (key_version(old), key_version(new)) == (1, 2)
    assert open_sealed(old, keys=keys, context=b"") == b"old"


def test_rewrapping_changes_the_key_and_leaves_the_content_alone(tmp_path: Path) -> None:
    keys = Keyring(tmp_path)
    old = seal(b"content", keys=keys, context=b"")
    Keyring(tmp_path, Algorithm.SM4_GCM).rotate()
    keys.rotate()

    renewed = rewrap(old, keys=keys, context=b"")

    assert key_version(renewed) == 3
    assert renewed.endswith(old[-20:])
    assert open_sealed(renewed, keys=keys, context=b"") == b"content"


def test_another_installation_cannot_open_it(tmp_path: Path) -> None:
    sealed = seal(b"secret", keys=Keyring(tmp_path / "ours"), context=b"")
    theirs = Keyring(tmp_path / "theirs")

    with pytest.raises(KeyMissing):
        open_sealed(sealed, keys=theirs, context=b"")
    theirs.active()
    with pytest.raises(NotOpened):
        open_sealed(sealed, keys=theirs, context=b"")


def test_keys_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    keys = Keyring(tmp_path / "keys")
    keys.active()
    keys.lookup("13800001234")

    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_processes_that_start_together_share_the_first_key(tmp_path: Path) -> None:
    rings = [Keyring(tmp_path) for _ in range(16)]
    with ThreadPoolExecutor(16) as pool:
        keys = list(pool.map(lambda ring: ring.active().key, rings))

    assert len(set(keys)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["wrap-0001.json"]


def test_a_look_up_is_the_same_for_the_same_text_and_differs_between_installations(tmp_path: Path) -> None:
    ours, theirs = Keyring(tmp_path / "ours"), Keyring(tmp_path / "theirs", Algorithm.SM4_GCM)

    assert ours.lookup("13800001234") == Keyring(tmp_path / "ours").lookup("13800001234")
    assert ours.lookup("13800001234") != theirs.lookup("13800001234")


def test_digests_agree_with_the_published_examples() -> None:
    assert digest_hex(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert digest_hex(b"abc", "sm3") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


@pytest.mark.parametrize(
    "garbage",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"ZG", id="cut off"),
        pytest.param(b"plain text, never sealed", id="not an envelope"),
        pytest.param(b"ZG1\x09\x00\x01\x3c" + b"0" * 99, id="an unknown algorithm"),
    ],
)
def test_what_is_no_envelope_is_refused(garbage: bytes, tmp_path: Path) -> None:
    with pytest.raises(NotOpened):
        open_sealed(garbage, keys=Keyring(tmp_path), context=b"")
