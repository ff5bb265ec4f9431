"""The pictures of the sample edition, whose publishers exist nowhere else."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from octavo.sample.images import image_bytes


@require_safe
def image(request: HttpRequest, name: str) -> HttpResponse:
    """The picture that stands at `https://{name}` in the sample's pages."""
    found = image_bytes(f"https://{name}")
    if found is None:
        raise Http404("The sample edition has no such picture.")
    data, content_type = found
    response = HttpResponse(data, content_type=content_type)
    response["Cache-Control"] = "public, max-age=86400"
    return response
