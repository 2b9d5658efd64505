"""What each section says of a notice: facts in, blocks and articles out.

A section about which the notice states no fact is empty and is left out.
"""
