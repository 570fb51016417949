"""Tests of reportedly.reconciliation."""
