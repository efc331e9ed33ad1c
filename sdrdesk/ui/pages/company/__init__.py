"""One company: committee, referrals, the account's plan and all touches (seeds W11, W13; rule R9)."""
