"""Which Python the launcher accepts, and what it says about others."""

from workshop import pythons


def test_supported_versions_suit() -> None:
    assert [pythons.suits(version) for version in [(3, 10), (3, 11), (3, 12), (3, 13), (3, 14)]] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_a_program_that_is_no_python_has_no_version() -> None:
    assert pythons.version_of("/bin/false") is None
    assert pythons.version_of("/no/such/program") is None


def test_the_complaint_names_the_version_found_and_a_way_out() -> None:
    text = pythons.complaint((3, 9))
    assert "Python 3.9" in text
    assert "python3-venv" in text
