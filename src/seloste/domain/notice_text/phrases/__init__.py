"""The catalogue: whole sentences in Finnish, Swedish and English, side by side.

A fact picks a sentence; names and periods fill its fields. No phrase is built
from parts of another, so each can be read, checked and corrected by itself.
"""
