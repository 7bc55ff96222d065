"""The link that works once, the cookie it turns into, and the lock."""

import re

import pytest

from minimise.web.gate import IDLE, Gate


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def gate(clock: Clock, said: list[str]) -> Gate:
    return Gate(5000, clock=clock, say_link=said.append)


def entered(gate: Gate) -> str:
    cookie = gate.enter(gate.link.rsplit("/", 1)[1])
    assert cookie is not None
    return cookie


def test_link_is_long_and_on_this_machine(gate: Gate) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:5000/enter/[\w-]{43}", gate.link)


def test_no_two_runs_share_anything() -> None:
    one, two = Gate(5000), Gate(5000)

    assert one.link != two.link
    assert one.csrf != two.csrf
    assert one.cookie_name != two.cookie_name
    assert len(one.csrf) == 43


def test_link_works_once(gate: Gate) -> None:
    token = gate.link.rsplit("/", 1)[1]

    assert gate.enter(token)
    assert gate.enter(token) is None
    assert gate.link == ""


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "é"])
def test_a_guess_opens_nothing_and_leaves_the_link_as_it_is(gate: Gate, token: str) -> None:
    before = gate.link

    assert gate.enter(token) is None
    assert gate.link == before


def test_the_cookie_is_not_the_link(gate: Gate) -> None:
    token = gate.link.rsplit("/", 1)[1]

    assert gate.enter(token) != token


def test_cookie_lets_in_and_another_does_not(gate: Gate) -> None:
    cookie = entered(gate)

    assert gate.admits(cookie)
    assert not gate.admits(cookie + "x")
    assert not gate.admits("")
    assert not gate.admits("é")


def test_nobody_is_in_before_the_link_is_opened(gate: Gate) -> None:
    assert not gate.admits("")


def test_cookie_is_set_so_that_no_script_and_no_other_site_has_it(gate: Gate) -> None:
    assert gate.set_cookie("v") == f"{gate.cookie_name}=v; HttpOnly; SameSite=Strict; Path=/"
    assert re.fullmatch(r"minimise-[0-9a-f]{12}", gate.cookie_name)


def test_page_stays_open_while_it_is_used(gate: Gate, clock: Clock) -> None:
    cookie = entered(gate)

    for _ in range(5):
        clock.time += IDLE - 1
        assert gate.admits(cookie)


def test_page_locks_when_nobody_uses_it_and_says_a_new_link(gate: Gate, clock: Clock, said: list[str]) -> None:
    cookie = entered(gate)
    clock.time += IDLE + 1

    assert not gate.admits(cookie)
    assert said == [gate.link]
    assert gate.link
    clock.time -= IDLE
    assert not gate.admits(cookie)


def test_idle_time_is_a_quarter_of_an_hour() -> None:
    assert IDLE == 15 * 60


def test_locking_twice_says_one_link(gate: Gate, said: list[str]) -> None:
    entered(gate)

    gate.lock()
    gate.lock()

    assert len(said) == 1


def test_new_link_lets_in_again(gate: Gate) -> None:
    old = entered(gate)
    gate.lock()

    assert gate.admits(entered(gate))
    assert not gate.admits(old)


def test_token_of_a_form_must_be_this_runs(gate: Gate) -> None:
    assert gate.confirms(gate.csrf)
    assert not gate.confirms(Gate(5000).csrf)
    assert not gate.confirms("")
    assert not gate.confirms("é")


def test_nothing_secret_stands_in_the_repr(gate: Gate) -> None:
    cookie = entered(gate)
    gate.lock()

    assert not any(secret in repr(gate) for secret in (cookie, gate.csrf, gate.link.rsplit("/", 1)[1]))
