"""Who next, and the work on one person: call, email, qualify, history."""
