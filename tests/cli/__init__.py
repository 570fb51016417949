"""Tests of reportedly.cli."""
