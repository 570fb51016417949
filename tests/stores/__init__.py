"""Tests of reportedly.stores."""
