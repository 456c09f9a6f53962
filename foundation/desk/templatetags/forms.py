"""Tags of forms: ``{% load forms %}``."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from foundation.desk.filling import keys

register = template.Library()


@register.simple_tag(takes_context=True)
def form_key(context: dict[str, Any]) -> SafeString:
    """The hidden one-time key of a form of a signed-in user; the same again while the form is corrected."""
    request: HttpRequest = context["request"]
    if not request.user.is_authenticated:
        return SafeString("")
    key = (keys.key_of(request) if request.method == "POST" else None) or keys.new_key(request.user.pk)
    return format_html('<input type="hidden" name="{}" value="{}">', keys.NAME, key)


@register.simple_tag(takes_context=True)
def new_form_key(context: dict[str, Any]) -> SafeString:
    """A fresh key, for what is deliberately sent a second time."""
    return format_html(
        '<input type="hidden" name="{}" value="{}">', keys.NAME, keys.new_key(context["request"].user.pk)
    )
