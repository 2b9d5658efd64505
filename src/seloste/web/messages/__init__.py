"""Messages: opening one, showing it safely, downloading its files."""
