import importlib.util
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "facts_doc.py"


def test_the_document_is_what_the_rules_and_cases_say():
    spec = importlib.util.spec_from_file_location("facts_doc", SCRIPT)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.TARGET.read_text(encoding="utf-8") == script.render()
