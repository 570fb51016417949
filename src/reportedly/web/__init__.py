"""The local web desk: pages for people and JSON for programs over one store; it reads and never writes."""
