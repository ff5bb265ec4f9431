"""The environment variables that Octavo knows, as one frozen value. `docs/reference/settings.md` explains each."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from octavo.errors import ConfigError
from octavo.providers.wanted import WISHES, Wanted

# every variable there is; a test compares it with the documentation
VARIABLES = (
    "OCTAVO_DATA",
    "OCTAVO_DATABASE_URL",
    "OCTAVO_SITE_URL",
    "OCTAVO_SECRET_KEY",
    "OCTAVO_PUBLIC",
    "OCTAVO_CONTACT",
    "OCTAVO_SMTP_URL",
    "OCTAVO_TRUSTED_PROXIES",
    "OCTAVO_AI",
    "OCTAVO_EMBED",
    "OCTAVO_EMBED_URL",
    "OCTAVO_EMBED_MODEL",
    "OCTAVO_EMBED_KEY",
    "OCTAVO_ALLOW_PRIVATE_HOSTS",
)


@dataclass(frozen=True, slots=True)
class Environment:
    data: Path
    database_url: str  # "" is the embedded SQLite file
    site_url: str
    secret_key: str  # "" until `secret()` makes one
    public: str  # "", "on", "off"
    contact: str
    smtp_url: str
    trusted_proxies: tuple[str, ...]
    ai: bool
    allow_private_hosts: frozenset[str]
    embed: Wanted

    def secret(self) -> str:
        """The secret key: as set, else made once and kept in the data folder, readable by its owner only."""
        if self.secret_key:
            return self.secret_key
        path = self.data / "secret.key"
        try:
            if not path.exists():
                self.data.mkdir(parents=True, exist_ok=True)
                with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as file:
                    file.write(secrets.token_urlsafe(50))
            return path.read_text("ascii").strip()
        except OSError as error:
            raise ConfigError(
                f"the data folder {self.data} cannot be used: {error.strerror or error}",
                hint="set OCTAVO_DATA to a folder that this user may write to",
            ) from error


def _words(value: str) -> tuple[str, ...]:
    return tuple(word for word in value.replace(",", " ").split() if word)


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        choices = " or ".join(word for word in allowed if word)
        raise ConfigError(f"{name} is {value!r}", hint=f"set it to {choices}, or leave it out")
    return value


def _default_data() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("octavo", appauthor=False))


def read(environ: Mapping[str, str]) -> Environment:
    """The settings in `environ`. ConfigError, naming the variable and what to set, where one cannot be used."""

    def get(name: str) -> str:
        return environ.get(name, "").strip()

    site_url = get("OCTAVO_SITE_URL").rstrip("/")
    if site_url and (urlsplit(site_url).scheme not in ("http", "https") or not urlsplit(site_url).hostname):
        raise ConfigError(
            f"OCTAVO_SITE_URL is {site_url!r}", hint="give the whole address, like https://news.example.org"
        )
    database_url = get("OCTAVO_DATABASE_URL")
    if database_url and urlsplit(database_url).scheme not in ("postgresql", "postgres", "sqlite"):
        raise ConfigError(
            f"OCTAVO_DATABASE_URL begins with {database_url.split(':')[0]!r}",
            hint="give postgresql://user:password@host/name, or leave it out for the embedded SQLite file",
        )
    return Environment(
        data=Path(get("OCTAVO_DATA")).expanduser().absolute() if get("OCTAVO_DATA") else _default_data(),
        database_url=database_url,
        site_url=site_url,
        secret_key=get("OCTAVO_SECRET_KEY"),
        public=_one_of("OCTAVO_PUBLIC", get("OCTAVO_PUBLIC"), ("", "on", "off")),
        contact=get("OCTAVO_CONTACT"),
        smtp_url=get("OCTAVO_SMTP_URL"),
        trusted_proxies=_words(get("OCTAVO_TRUSTED_PROXIES")),
        ai=_one_of("OCTAVO_AI", get("OCTAVO_AI") or "on", ("on", "off")) == "on",
        allow_private_hosts=frozenset(_words(get("OCTAVO_ALLOW_PRIVATE_HOSTS"))),
        embed=Wanted(
            _one_of("OCTAVO_EMBED", get("OCTAVO_EMBED"), WISHES),
            get("OCTAVO_EMBED_URL"),
            get("OCTAVO_EMBED_MODEL"),
            get("OCTAVO_EMBED_KEY"),
        ),
    )
