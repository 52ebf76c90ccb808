"""«Версия для слабовидящих»: what can be set."""

from django import forms

from otklik.web.shared.comfort import CONTRASTS, SIZES, Comfort


class ComfortForm(forms.Form):
    """Letters, colours, spacing, images."""

    size = forms.ChoiceField(label="Размер букв", choices=SIZES, widget=forms.RadioSelect)
    contrast = forms.ChoiceField(label="Цвета", choices=CONTRASTS, widget=forms.RadioSelect, required=False)
    is_spaced = forms.BooleanField(label="Больше расстояния между буквами и строками", required=False)
    no_images = forms.BooleanField(label="Не показывать рисунки", required=False)

    @staticmethod
    def values_of(comfort: Comfort) -> dict[str, object]:
        """Initial values for what is chosen now."""
        return {
            "size": comfort.size,
            "contrast": comfort.contrast,
            "is_spaced": comfort.is_spaced,
            "no_images": not comfort.has_images,
        }

    def chosen(self) -> Comfort:
        """The choice of a valid form."""
        given = self.cleaned_data
        return Comfort(given["size"], given["contrast"], given["is_spaced"], not given["no_images"])
