"""The JSON API under `/api/v1/`: thin over the store, described by OpenAPI at `/api/v1/openapi.json`."""
