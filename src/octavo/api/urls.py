"""The API put together, and its errors: always JSON, always `{"error": what is wrong}`."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from octavo.api import articles, search, sources
from octavo.errors import InputError


def _version() -> str:
    try:
        return version("octavo")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "0"


api = NinjaAPI(
    title="Octavo",
    version=_version(),
    description="News articles, stories, hashtags and answers of this Octavo. Reading only; ids are strings.",
    openapi_url="/openapi.json",
    docs_url=None,  # the usual docs page loads script from elsewhere, which no page of Octavo does
    urls_namespace="api",
)
api.add_router("", articles.router)
api.add_router("", search.router)
api.add_router("", sources.router)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return api.create_response(request, {"error": str(error) or "There is nothing here."}, status=404)


@api.exception_handler(ValidationError)
def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    lines = [f"{problem['loc'][-1]}: {problem['msg']}" for problem in error.errors]
    return api.create_response(request, {"error": "; ".join(lines)}, status=422)


@api.exception_handler(InputError)
def not_usable(request: HttpRequest, error: InputError) -> HttpResponse:
    return api.create_response(request, {"error": str(error)}, status=422)


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return api.create_response(request, {"error": error.message}, status=error.status_code)


@api.exception_handler(AuthenticationError)
def not_allowed(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return api.create_response(request, {"error": "Sign in as the owner to see this."}, status=401)
