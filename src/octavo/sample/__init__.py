"""The sample edition: original articles of invented publishers as real pages and feeds, for an empty Octavo to read.

Gives bytes only. Importing them is the work of the same code that imports real pages; nothing here touches the store.
All hosts end in `.example` (RFC 2606), so no address can ever lead anywhere.
"""

from __future__ import annotations

from octavo.sample.build import SampleEdition, SampleFeed, edition
from octavo.sample.images import image_bytes
from octavo.sample.publishers import COUNTRIES, SamplePublisher, publishers

__all__ = ["COUNTRIES", "SampleEdition", "SampleFeed", "SamplePublisher", "edition", "image_bytes", "publishers"]
