"""Number and secret code."""

from django import forms


class StatusForm(forms.Form):
    """Both stand on the receipt."""

    use_required_attribute = False
    number = forms.CharField(
        label="Номер сообщения",
        help_text="Стоит в квитанции крупно, например Ж-00042/2025.",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Напишите номер сообщения"},
    )
    code = forms.CharField(
        label="Код",
        help_text="Десять знаков из квитанции, например 7KQ2M-9X4TD. Большие или маленькие буквы — не важно.",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Напишите код из квитанции"},
    )
