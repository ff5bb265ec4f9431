"""Optional models behind Protocols: embedders that ship in packages, and endpoints that the operator names."""
