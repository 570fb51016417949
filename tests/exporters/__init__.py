"""Tests of reportedly.exporters."""
