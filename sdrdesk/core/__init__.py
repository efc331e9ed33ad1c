"""Everything that decides and stores; no Qt here, so that the command line and the tests need no screen."""
