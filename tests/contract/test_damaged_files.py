"""Own the promise that a damaged file is read or refused in one of two declared ways, whatever the damage."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans_validate.adapters.reading import read
from plans_validate.adapters.reading_faults import CouldNotReadError, LimitReachedError
from written_formats import ODF, ODT_TYPE, WRITERS, Grid, W, elements_of, package_of
from written_plans import a_plan

ELEMENTS = (*elements_of(a_plan()), Grid(("Service", "Saving"), (("Roads", "£1m"), ("Care", "£2m"))))
VALID = {name: write(ELEMENTS) for name, write in WRITERS.items()}
PIECES = st.binary(min_size=1, max_size=12) | st.sampled_from(
    [
        b"<",
        b">",
        b"</w:p>",
        b"<w:tbl>",
        b"</w:tbl>",
        b"<w:del>",
        b"<table>",
        b"</td>",
        b"<tr>",
        b"&#0;",
        b"\xed\xa0\x80",
    ]
)


def is_read_or_refused(content: bytes) -> bool:
    """Read a file; any error but the two that are declared escapes and shows."""
    try:
        return bool(read(content).blocks)
    except (CouldNotReadError, LimitReachedError) as error:
        return bool(str(error))


@pytest.mark.parametrize("name", sorted(VALID))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(name: str, data: st.DataObject) -> None:
    content = bytearray(VALID[name])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content)))
        piece = data.draw(PIECES)
        content[place : place + data.draw(st.integers(0, 20))] = piece

    assert is_read_or_refused(bytes(content))


@pytest.mark.parametrize("name", sorted(VALID))
@settings(max_examples=15)
@given(share=st.floats(0.01, 0.99))
def test_a_truncated_file_is_read_or_refused(name: str, share: float) -> None:
    content = VALID[name]

    assert is_read_or_refused(content[: max(1, int(len(content) * share))])


TAGS = st.sampled_from(
    [
        "p",
        "r",
        "t",
        "tbl",
        "tr",
        "tc",
        "tcPr",
        "vMerge",
        "del",
        "txbxContent",
        "footnoteReference",
        "br",
        "tab",
        "pPr",
        "rPr",
        "b",
        "pStyle",
        "numPr",
        "moveFrom",
        "footnote",
    ]
)
ODT_TAGS = st.sampled_from(
    [
        "text:p",
        "text:h",
        "text:list",
        "text:list-item",
        "text:note",
        "text:span",
        "text:s",
        "table:table",
        "table:table-row",
        "table:table-cell",
        "table:covered-table-cell",
        "table:table-header-rows",
        "text:tracked-changes",
        "text:note-citation",
        "office:text",
    ]
)


def markup(tags: st.SearchStrategy[str], prefix: str) -> st.SearchStrategy[str]:
    return st.recursive(
        st.text("ab &;", max_size=4).map(lambda text: text.replace("&", "&amp;")),
        lambda inner: st.tuples(tags, st.lists(inner, max_size=4)).map(
            lambda pair: f"<{prefix}{pair[0]}>{''.join(pair[1])}</{prefix}{pair[0]}>"
        ),
        max_leaves=25,
    )


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(markup(TAGS, "w:"), markup(ODT_TAGS, ""))
def test_any_nesting_of_known_elements_is_read_or_refused(word: str, open_document: str) -> None:
    body = f"<w:document {W}><w:body>{word}</w:body></w:document>"
    content = f"<office:document-content {ODF}><office:body>{open_document}</office:body></office:document-content>"

    assert is_read_or_refused(package_of({"word/document.xml": body}))
    assert is_read_or_refused(package_of({"mimetype": ODT_TYPE, "content.xml": content}))
