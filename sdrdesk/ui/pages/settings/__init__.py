"""Settings: who you are, how you work, what you sell, your accounts, the look, and the safety of the data."""
