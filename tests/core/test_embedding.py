"""The fragments that other sites paste."""

from otklik.core.embedding import frame_fragment, link_fragment

ADDRESS = "https://otklik.example.ru/a/embed/feedback/?a=1&b=2"


def test_a_title_cannot_break_out_of_a_fragment() -> None:
    for made in (frame_fragment('Опрос "><script>', ADDRESS), link_fragment('Опрос "><script>', ADDRESS)):
        assert "<script>" not in made
        assert "?a=1&amp;b=2" in made


def test_the_frame_grows_only_where_a_script_is_given() -> None:
    assert "<script" not in frame_fragment("Опрос", ADDRESS)
    assert '<script src="/static/otklik/frame.js" async></script>' in frame_fragment(
        "Опрос", ADDRESS, "/static/otklik/frame.js"
    )
