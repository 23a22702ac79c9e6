"""docs/values.md is what its script makes of the tables."""

from scripts.values_page import PAGE, page


def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python scripts/values_page.py"
