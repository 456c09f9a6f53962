"""The walk of tests/access asks of every page that every role opens whether it has content; here is what that means."""

from tests.pages.content import fault_of


def test_a_page_without_content_would_be_found() -> None:
    assert fault_of("<main><h1>Cases</h1></main>").startswith("nothing to read")
    assert fault_of("<main><p>some words that stand alone</p></main>") == "no heading"
    assert fault_of("<main><h1>Cases</h1><p>No case is on file.</p></main>").startswith("nothing to do")
    assert fault_of("<main><h1>Cases</h1><p>No case is on file here yet.</p><a href='/'>Back</a></main>") == ""
