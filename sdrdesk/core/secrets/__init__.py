"""Where passwords are kept: the desktop's keyring, or memory for a test."""
