"""Tiltak i tall: NAV's reports on participants in labour-market measures as checked open data.

The way of the data is one way, a sub-package a stage:
``read`` → ``recognise`` → ``check`` → ``package`` → ``render`` → ``write``.
``model`` holds the values that pass between them; ``cli`` and ``serve`` sit on top.
"""
