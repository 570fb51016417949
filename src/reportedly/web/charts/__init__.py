"""Drawings as SVG that stands in a page without script: one file a chart, each from values to markup."""
