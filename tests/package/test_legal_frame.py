"""Every demand of ethics and law has a test that is named after its number, or a reason why it has none yet."""

from docs.legal_frame import rows_with_tests, written

DEMANDS = 26


def test_safeguard_25_the_page_answers_for_every_demand() -> None:
    why = {int(number) for number in written()["not_tested"]}
    tested = set(rows_with_tests())
    assert tested | why == set(range(1, DEMANDS + 1)), sorted(set(range(1, DEMANDS + 1)) - tested - why)
    assert not tested & why, "a demand that has a test needs no reason"
