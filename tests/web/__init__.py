"""Tests of reportedly.web."""
