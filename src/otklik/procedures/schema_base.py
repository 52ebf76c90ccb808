"""The ground of every profile entry: strict, frozen, and tied to the decree by clause and quote."""

from typing import Literal, Self

from pydantic import model_validator

from otklik.core.strict import Slug, Strict

__all__ = ["Entry", "Every", "Named", "Slug", "Strict"]

Every = Literal["month", "quarter", "year", "as_needed", "not_dated"]


class Entry(Strict):
    """A statement of the decree (clause and its words), or a default of the product (neither)."""

    source: Literal["decree", "default"] = "decree"
    """Where the entry comes from: the decree's own words, or a default that the administration may change."""
    clause: str = ""
    """Clause of the decree as one cites it: «4.2», «3», «Приложение», «п. 3 постановления»; several by comma."""
    quote: str = ""
    """Words of the decree, letter by letter (white space and case apart)."""

    @model_validator(mode="after")
    def _quoted_or_default(self) -> Self:
        if self.source == "decree" and not (self.clause and self.quote):
            raise ValueError("у записи из порядка должны быть и пункт (clause), и цитата (quote)")
        if self.source == "default" and (self.clause or self.quote):
            raise ValueError('запись по умолчанию (source = "default") не ссылается на пункт и не цитирует порядок')
        return self


class Named(Entry):
    """An entry that other blocks, rows and files refer to by its slug."""

    slug: Slug
    title: str
