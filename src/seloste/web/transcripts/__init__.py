"""Transcripts: read along with the sound, corrected, checked, certified, printed."""
