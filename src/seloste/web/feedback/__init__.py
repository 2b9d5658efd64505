"""Public forms: where anybody may write, without signing in and without a script."""
